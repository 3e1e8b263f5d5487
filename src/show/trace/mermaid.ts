import type { Confidence } from '../../model/trace.ts'
import { mermaidText } from '../format/safe.ts'
import type { Box, Picture } from './picture.ts'

const BOX: Record<Box['as'], string> = {
  root: 'fill:#d9ead3,stroke:#38761d',
  asked: 'fill:#fff2cc,stroke:#7f6000,stroke-width:2px',
  missing: 'fill:#fff,stroke:#990000,stroke-dasharray:4',
  other: 'fill:#fff,stroke:#666',
}
const ARROW: Record<Confidence, string> = { certain: '-->', likely: '-.->', possible: '-.->' }

const label = (lines: readonly string[]): string => `"${lines.map(mermaidText).join('<br/>')}"`

/** A picture for Mermaid: solid arrows are certain; of the dotted ones the label says how sure they are. */
export const mermaidOf = ({ boxes, arrows, hidden }: Picture): string =>
  [
    'flowchart TB',
    ...boxes.map((b) => `  ${b.id}[${label(b.lines)}]:::${b.as}`),
    ...arrows.map(
      (a) =>
        `  ${a.from} ${ARROW[a.confidence]}${a.lines.length === 0 ? '' : `|${label(a.lines)}|`} ${a.to}`,
    ),
    ...(hidden > 0 ? [`  more[${label([`and ${hidden} more groups`])}]:::other`] : []),
    ...Object.entries(BOX).map(([name, style]) => `  classDef ${name} ${style}`),
  ].join('\n')
