/** A text without the passwords of addresses in it, however badly they are written. */
export function redacted(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/{0,2})[^\s"'`/]*:[^\n]*@/gi, '$1***@');
}
