import type { Trace } from '../../model/trace.ts'
import { bullets } from '../format/bullets.ts'
import { count, plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import { chainLines } from './chain-text.ts'
import { chainsOf } from './chains.ts'
import { type Groups, groupsOf } from './groups.ts'
import { headline } from './headline.ts'
import { fitted } from './lines.ts'
import { conflictSection, missingSection } from './missing-text.ts'
import { nextSteps } from './next.ts'
import { notesOf } from './notes.ts'
import { derivedOf, treeOf } from './tree.ts'
import { branchesLines, usedText } from './tree-text.ts'

export interface TextOptions {
  readonly isDown: boolean
  /** How many sessions of a kind to list. */
  readonly limit: number
  readonly columns: number
  readonly style: Style
}

const MOST_CHAINS = 10

const chainSection = (groups: Groups, { columns, style }: TextOptions): string[] => {
  const chains = chainsOf(groups)
  const rest = chains.length - MOST_CHAINS
  const title = chains.length === 1 ? 'Chain' : `${count(chains.length)} chains`
  return [
    '',
    style.strong(`${title}, root first`),
    ...chains
      .slice(0, MOST_CHAINS)
      .flatMap((chain, i) => [...(i === 0 ? [] : ['']), ...chainLines(chain, columns, style)]),
    ...(rest > 0 ? ['', `  ... and ${count(rest)} more (--json has them all)`] : []),
  ]
}

const derivedSection = (trace: Trace, groups: Groups, options: TextOptions): string[] => {
  const { limit, columns, style } = options
  const derived = derivedOf(trace)
  const starts = trace.nodes.filter((n) => trace.starts.includes(n.id) && n.used !== null)
  const sum =
    derived.length === 0
      ? style.strong('Derived from it: nothing in the logs that were read')
      : `${style.strong(`Derived from it: ${plural(derived.length, 'identity', 'identities')}`)}, ${usedText(derived, style)}`
  return [
    '',
    ...fitted(sum, columns),
    ...(starts.length === 0
      ? []
      : fitted(`its own: ${usedText(starts, style)}`, columns - 2).map((l) => `  ${l}`)),
    ...branchesLines(treeOf(groups), limit, columns - 2, style).map((l) => `  ${l}`),
  ]
}

const nextSection = (trace: Trace, { isDown, columns, style }: TextOptions): string[] => [
  '',
  style.strong('Next'),
  ...nextSteps(trace, isDown).flatMap(({ command, why }) => [
    `  ${safe(command)}`,
    ...wrap(safe(why), columns - 6).map((l) => `      ${l}`),
  ]),
]

/** A trace for people, in this order: who, the chain, what is missing of it, what derives, what to do next. */
export const traceText = (trace: Trace, options: TextOptions): string => {
  const { isDown, columns, style } = options
  const groups = groupsOf(trace)
  const isThere = trace.starts.length > 0
  return [
    ...headline(trace, style, columns),
    ...(isDown || !isThere ? [] : chainSection(groups, options)),
    ...(isDown ? [] : missingSection(trace, columns, style)),
    ...conflictSection(trace, columns, style),
    ...(isThere ? derivedSection(trace, groups, options) : []),
    ...bullets('Note', notesOf(trace), columns, style),
    ...nextSection(trace, options),
  ].join('\n')
}
