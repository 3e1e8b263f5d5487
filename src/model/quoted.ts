/** A value as a shell takes it. Names from logs are hostile. */
export const quoted = (value: string): string =>
  /^[\w.:/@=+,-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
