/** A name as a net may write it: `host-os` is `hostOs`. */
export function idOf(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
