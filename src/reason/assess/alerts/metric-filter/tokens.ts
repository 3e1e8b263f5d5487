/** Words of a metric filter for JSON: `( ) && ||`, operators, selectors, quoted and bare values. */
export type Token =
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'selector'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string; readonly isQuoted: boolean }

const PARTS =
  /\s*(?:(\(|\)|&&|\|\||!=|<=|>=|=|<|>)|(\$(?:\.[A-Za-z0-9_\-:]+|\[\d+\]|\['[^']*'\])*)|"((?:[^"\\]|\\.)*)"|([^\s()&|=<>!"]+))/y

/** The tokens of what stands between the braces; undefined for what is not understood. */
export const tokensOf = (text: string): readonly Token[] | undefined => {
  const tokens: Token[] = []
  PARTS.lastIndex = 0
  while (text.slice(PARTS.lastIndex).trim() !== '') {
    const found = PARTS.exec(text)
    if (found === null) return undefined
    const [, symbol, selector, quoted, bare] = found
    if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol })
    else if (selector !== undefined) tokens.push({ kind: 'selector', text: selector })
    else if (quoted !== undefined)
      tokens.push({ kind: 'word', text: quoted.replace(/\\(.)/g, '$1'), isQuoted: true })
    else tokens.push({ kind: 'word', text: bare ?? '', isQuoted: false })
  }
  return tokens
}
