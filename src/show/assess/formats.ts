import type { FindingStatus } from '../../model/finding.ts'
import type { Style } from '../format/style.ts'
import { renderTable } from '../format/table.ts'
import type { Assessment } from './assessment.ts'
import { assessDocument } from './document.ts'
import { assessHtml } from './html.ts'
import { assessMarkdown } from './markdown.ts'
import { assessOcsf } from './ocsf.ts'
import { assessSarif } from './sarif.ts'
import { findingsTable } from './table.ts'
import { assessText } from './text.ts'

interface Printing {
  readonly style: Style
  readonly columns: number
  /** For the envelope of `--json`. */
  readonly inputs: Readonly<Record<string, unknown>>
}

interface Format {
  /** What is printed without `--show`: machines are given everything, people what needs them. */
  readonly shows: readonly FindingStatus[]
  readonly render: (a: Assessment, p: Printing) => string
}

const everything = ['fail', 'unknown', 'pass'] as const
const open = ['fail', 'unknown'] as const

/** The formats of `assess`. Code scanning shows whatever a SARIF file lists, so passes are left out of it. */
export const assessFormats = {
  table: { shows: open, render: (a, p) => assessText(a, p.style, p.columns) },
  json: { shows: everything, render: (a, p) => assessDocument(a, p.inputs) },
  jsonl: { shows: everything, render: (a) => renderTable(findingsTable(a), 'jsonl') },
  csv: { shows: everything, render: (a) => renderTable(findingsTable(a), 'csv') },
  markdown: { shows: open, render: assessMarkdown },
  html: { shows: everything, render: assessHtml },
  sarif: { shows: open, render: assessSarif },
  ocsf: { shows: everything, render: assessOcsf },
} as const satisfies Record<string, Format>

export type AssessFormat = keyof typeof assessFormats
export const assessFormatNames = Object.keys(assessFormats) as AssessFormat[]
