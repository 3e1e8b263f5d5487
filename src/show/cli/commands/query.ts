import { renderTable, tableFormats } from '../../format/table.ts'
import { jsonDocument } from '../../json.ts'
import type { Command } from '../command.ts'
import { emit, formatOf, say } from '../emit.ts'
import { wholeNumber, workspaceOf } from '../read-options.ts'

export const queryCommand: Command = {
  name: 'query',
  group: 'Reason',
  summary: 'run read-only SQL over the lake',
  description: `Runs one read-only SQL statement (DuckDB's dialect) over the views events (each event once), sightings
(each delivery of it) and objects (each source file). The engine can reach nothing but the lake.
A query shows what is in the lake; only ask says whether that is all there was.`,
  args: [{ name: 'sql', description: "one statement, for instance 'select count(*) from events'" }],
  options: [
    {
      flags: '--format <format>',
      description: 'how to print',
      choices: tableFormats,
      group: 'Output',
    },
    {
      flags: '--limit <rows>',
      description: 'print at most this many rows (default 10,000)',
      group: 'Output',
    },
  ],
  examples: [
    {
      line: "wholetrail query 'select event_name, count(*) n from events group by all order by n desc limit 20'",
      why: 'the most frequent calls',
    },
    {
      line: `wholetrail query "select uri, reason from objects where outcome = 'rejected'"`,
      why: 'what could not be read',
    },
  ],
  run: async ({ args, options }, effects) => {
    const { openConsole } = await import('../../../gather/ingest/lake/console.ts')
    const format = formatOf(options, 'table', tableFormats)
    const limit = wholeNumber(options, 'limit') ?? 10_000
    const workspace = workspaceOf(options, effects)
    const result = await openConsole(workspace, {
      sql: args[0] ?? '',
      limit,
      signal: effects.signal,
    })
    const table = { columns: result.columns, rows: result.rows }
    const rows = () =>
      table.rows.map((row) => Object.fromEntries(table.columns.map((c, i) => [c, row[i] ?? null])))
    await emit(
      format === 'json'
        ? jsonDocument(
            { verb: 'query', generatedAt: effects.now(), window: null, inputs: { workspace } },
            { sql: args[0], columns: table.columns, rows: rows(), truncated: result.truncated },
          )
        : renderTable(
            table,
            format,
            effects.terminal.stdout ? effects.terminal.columns : Number.MAX_SAFE_INTEGER,
          ),
      options,
      effects,
    )
    if (result.truncated) say(`first ${limit} rows; --limit shows more`, options, effects)
    return 0
  },
}
