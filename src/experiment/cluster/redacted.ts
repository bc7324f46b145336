/** A text without the passwords of the addresses in it, however badly they are written. */
export function redacted(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/?)[^\n]*@/gi, '$1***@');
}
