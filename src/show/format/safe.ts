/**
 * Text from logs is hostile: user agents, object keys and session names are written by attackers.
 * Every output goes through here. Control characters (C0, C1), line and paragraph separators, bidirectional
 * controls, zero-width and other invisible format characters, and lone surrogates become visible escapes.
 */
const HOSTILE =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu

const escapeCharacter = (c: string): string => {
  const code = c.codePointAt(0) as number
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** One line of text that can do no harm on a terminal, in a CI log or in a document. */
export const safe = (text: string): string => text.replace(HOSTILE, escapeCharacter)

/** A CSV cell: quoted where needed, and never a formula for a spreadsheet. */
export const csvCell = (text: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  const clean = safe(harmless)
  return /[",]/.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean
}

/** Text inside a Markdown table cell. */
export const markdownCell = (text: string): string =>
  safe(text).replace(/[\\`*_{}[\]<>#|~!&]/g, (c) => `\\${c}`)

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text inside an HTML element or a quoted attribute. */
export const htmlText = (text: string): string =>
  safe(text).replace(/[&<>"']/g, (c) => ENTITY[c] ?? c)

const DOT_ENTITY: Readonly<Record<string, string>> = { ...ENTITY, '\\': '&#92;' }

/** Text inside a quoted string of Graphviz: as entities, so that nothing in it is an escape, a tag or the end of it. */
export const dotText = (text: string): string =>
  safe(text).replace(/[&<>"'\\]/g, (c) => DOT_ENTITY[c] ?? c)

/** What Mermaid leaves alone inside quotes, in every place; all else may begin a directive, a tag or a comment. */
const NOT_PLAIN_MERMAID = /[^\p{L}\p{N} ._/:@+=,-]/gu

/**
 * Text inside a quoted label of Mermaid, with all that it might read as syntax written as its entity codes. A colon
 * stays readable but where Mermaid would take the line for a style and cut its last semicolon off.
 */
export const mermaidText = (text: string): string => {
  const coded = safe(text).replace(NOT_PLAIN_MERMAID, (c) => `#${c.codePointAt(0)};`)
  return /style|classdef/i.test(coded) ? coded.replaceAll(':', '#58;') : coded
}

/** A value inside a JSON document for people: JSON escapes control characters, the rest is made visible. */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(HOSTILE, (c) =>
    c === '\n'
      ? c
      : [...c]
          .map((x) =>
            [...Array(x.length).keys()]
              .map((i) => `\\u${x.charCodeAt(i).toString(16).padStart(4, '0')}`)
              .join(''),
          )
          .join(''),
  )
