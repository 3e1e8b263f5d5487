import type { Effects } from '../../../effects.ts'
import type { Coverage } from '../../../model/coverage.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { Scope } from '../../../model/scope.ts'
import { boxText } from '../../../model/scope-text.ts'
import { DAY, formatInstant, type Interval } from '../../../model/time.ts'
import { shownBox } from '../../../reason/ask/answer/present.ts'
import { asIfRead } from '../../../reason/coverage/answer/as-if-read.ts'
import type { TimelineRow } from '../../../reason/coverage/timeline.ts'
import { coverageText } from '../../coverage-text.ts'
import type { ExitCode } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { renderTable, type Table, tableFormats } from '../../format/table.ts'
import { jsonDocument } from '../../json.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf } from '../emit.ts'
import { openSources } from '../open-sources.ts'
import { colourOf, time } from '../read-options.ts'
import { scopeOf, scopeOptions } from '../scope-options.ts'
import { placeScope } from '../scope-place.ts'

const windowOf = (options: OptionValues, effects: Effects): Interval => {
  const to = time(options, 'to', effects) ?? effects.now()
  const from = time(options, 'from', effects) ?? to - 30 * DAY
  if (from >= to) throw new WholetrailError('usage', '--from must be before --to')
  return { from, to }
}

const iso = <T extends { from: number; to: number }>(piece: T) => ({
  ...piece,
  from: formatInstant(piece.from),
  to: formatInstant(piece.to),
})

/** Recorded and blind pieces in the order of time, as rows. */
const piecesTable = (coverage: Coverage): Table => ({
  columns: ['from', 'to', 'state', 'reason', 'scope', 'detail', 'remedy'],
  rows: [
    ...coverage.recorded.map((p) => ({
      from: p.from,
      row: [
        formatInstant(p.from),
        formatInstant(p.to),
        'recorded',
        p.assurance,
        '',
        p.by.join(' '),
        '',
      ],
    })),
    ...coverage.blind.map((b) => ({
      from: b.from,
      row: [
        formatInstant(b.from),
        formatInstant(b.to),
        'blind',
        b.reason,
        b.scope.map(boxText).join(' or '),
        b.detail,
        b.remedy,
      ],
    })),
  ]
    .sort((a, b) => a.from - b.from)
    .map((p) => p.row),
})

const part = (coverage: Coverage, rows: readonly TimelineRow[], scope: Scope) => ({
  scope: scope.boxes.map(shownBox),
  recordedFraction: coverage.recordedFraction,
  horizon: formatInstant(coverage.horizon),
  recorded: coverage.recorded.map(iso),
  blind: coverage.blind.map((b) => ({ ...iso(b), scope: b.scope.map(shownBox) })),
  recorders: rows.map((r) => ({ ...r, pieces: r.pieces.map(iso) })),
  assumptions: coverage.assumptions,
  checks: coverage.checks,
})

export const coverageCommand: Command = {
  name: 'coverage',
  group: 'Reason',
  summary: 'show what was being recorded, when, and the reason for each hole',
  description: `Computes, for a set of possible events and a window of time, what was recorded, delivered and read,
and what was not, with the reason. Without options it is about all management events, in every account that the evidence speaks of.
A snapshot is enough; without logs it shows what was being recorded, and everything is blind, since nothing is read.
Exit code 0 when the whole window is recorded, 3 when some of it is blind.`,
  options: [
    ...scopeOptions,
    {
      flags: '--from <time>',
      description: 'start of the window (ISO-8601, or 30d, which is the default)',
      group: 'Filtering',
    },
    { flags: '--to <time>', description: 'end of the window (default: now)', group: 'Filtering' },
    {
      flags: '--format <format>',
      description: 'how to print',
      choices: tableFormats,
      group: 'Output',
    },
  ],
  examples: [
    { line: 'wholetrail coverage --from 30d', why: 'management events of the last thirty days' },
    {
      line: 'wholetrail coverage --bucket payroll --read --from 2026-03-01 --to 2026-03-09',
      why: 'would a download from this bucket have been seen?',
    },
  ],
  run: async ({ options }, effects): Promise<ExitCode> => {
    const format = formatOf(options, 'table', tableFormats)
    const wanted = scopeOf(options)
    const window = windowOf(options, effects)
    const [{ coverageOf }, { timeline }] = await Promise.all([
      import('../../../reason/coverage/coverage-of.ts'),
      import('../../../reason/coverage/timeline.ts'),
    ])
    const sources = await openSources(options, effects, { withoutLake: true })
    try {
      const scope = await placeScope(wanted, options, window, sources)
      const inputs = [[scope], window, sources.evidence, sources.settings] as const
      const coverage = coverageOf(...inputs)
      const isUnread = sources.evidence.manifest.runs.length === 0
      const rows = format === 'table' || format === 'json' ? timeline(...inputs) : []
      const recordingOf = () => {
        const read = [[scope], window, asIfRead(sources.evidence), sources.settings] as const
        return { coverage: coverageOf(...read), rows: timeline(...read) }
      }
      const style = styleFor(effects, colourOf(options))
      await emit(
        format === 'table'
          ? coverageText(
              coverage,
              rows,
              scope,
              style,
              effects.terminal.columns,
              isUnread ? recordingOf() : undefined,
            )
          : format === 'json'
            ? jsonDocument(
                { verb: 'coverage', generatedAt: effects.now(), window, inputs: sources.inputs },
                part(coverage, rows, scope),
              )
            : renderTable(piecesTable(coverage), format),
        options,
        effects,
      )
      return coverage.blind.length === 0 ? 0 : 3
    } finally {
      await sources.close()
    }
  },
}
