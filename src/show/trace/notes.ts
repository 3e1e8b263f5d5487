import type { Trace } from '../../model/trace.ts'

const nothingDerived = (trace: Trace): readonly string[] =>
  trace.starts.length === 0 || trace.derived.length > 0
    ? []
    : [
        'That no credential issued with it is in the logs proves nothing where issuing calls were not recorded: ask key-activity says whether they were.',
      ]

/** What a reader must not overlook, one sentence each. */
export const notesOf = (trace: Trace): readonly string[] => [
  ...trace.notes,
  ...nothingDerived(trace),
]
