/** Text that is HTML already: whatever is put into it was escaped. */
export interface Html {
  readonly html: string;
}

type Content = Html | string | number | undefined | readonly Content[];

/** A template that escapes every value that is not HTML itself; `undefined` is nothing, lists are joined. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return { html: parts.map((part, index) => part + htmlOf(values[index])).join('') };
}

/** SVG and style sheets made by the program itself. */
export function trusted(text: string): Html {
  return { html: text };
}

function htmlOf(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return 'html' in content ? content.html : content.map(htmlOf).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
