import type { Confidence } from '../../model/trace.ts'
import { dotText } from '../format/safe.ts'
import type { Box, Picture } from './picture.ts'

const BOX: Record<Box['as'], string> = {
  root: 'style="rounded,filled", fillcolor="#d9ead3"',
  asked: 'style="rounded,filled,bold", fillcolor="#fff2cc"',
  missing: 'style="rounded,dashed", color="#990000"',
  other: 'style="rounded"',
}
const ARROW: Record<Confidence, string> = { certain: 'solid', likely: 'dashed', possible: 'dotted' }

const label = (lines: readonly string[]): string => `"${lines.map(dotText).join('\\n')}"`

/** A picture for Graphviz: solid arrows are certain, dashed ones likely, dotted ones possible. */
export const dotOf = ({ boxes, arrows, hidden }: Picture): string =>
  [
    'digraph trace {',
    '  rankdir=TB;',
    '  node [shape=box, fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...boxes.map((b) => `  "${b.id}" [label=${label(b.lines)}, ${BOX[b.as]}];`),
    ...arrows.map(
      (a) => `  "${a.from}" -> "${a.to}" [label=${label(a.lines)}, style=${ARROW[a.confidence]}];`,
    ),
    ...(hidden > 0
      ? [`  "more" [label=${label([`and ${hidden} more groups`])}, shape=plaintext];`]
      : []),
    '}',
  ].join('\n')
