/** What a flowchart says. Throws on a line that is not exactly one of the statements that we write. */
export interface Flowchart {
  readonly nodes: ReadonlyMap<string, { readonly label: string; readonly as: string }>
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly label: string }[]
  readonly classes: readonly string[]
}

/** Inside quotes nothing may stand that Mermaid reads as markup, a comment, a directive or the end. */
const LABEL = String.raw`((?:[\p{L}\p{N} ._/:@+=,-]|#\d+;|<br/>)*)`
const NODE = new RegExp(String.raw`^ {2}(\w+)\["${LABEL}"\]:::(\w+)$`, 'u')
const ARROW = new RegExp(String.raw`^ {2}(\w+) (?:-->|-\.->)(?:\|"${LABEL}"\|)? (\w+)$`, 'u')
const CLASS = /^ {2}classDef (\w+) [\w#:,-]+$/

/** A label as Mermaid shows it. */
const decoded = (label: string): string =>
  label
    .replaceAll('<br/>', '\n')
    .replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

export const parseMermaid = (text: string): Flowchart => {
  const [head, ...lines] = text.split('\n')
  if (head !== 'flowchart TB') throw new Error(`no flowchart: ${head}`)
  const nodes = new Map<string, { label: string; as: string }>()
  const arrows: { from: string; to: string; label: string }[] = []
  const classes: string[] = []
  for (const line of lines) {
    const [node, arrow, style] = [NODE.exec(line), ARROW.exec(line), CLASS.exec(line)]
    // Mermaid cuts the last semicolon off what looks like a style (preprocess of its entities).
    if (style === null && /(?:style|classdef).*:\S*#.*;/i.test(line))
      throw new Error(`cut: ${line}`)
    if (node !== null)
      nodes.set(node[1] ?? '', { label: decoded(node[2] ?? ''), as: node[3] ?? '' })
    else if (arrow !== null)
      arrows.push({ from: arrow[1] ?? '', to: arrow[3] ?? '', label: decoded(arrow[2] ?? '') })
    else if (style !== null) classes.push(style[1] ?? '')
    else throw new Error(`no statement of Mermaid: ${line}`)
  }
  return { nodes, arrows, classes }
}
