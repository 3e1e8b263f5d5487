import type { NamedFile } from '../../../model/digest.ts'
import type { Interval } from '../../../model/time.ts'
import type { FileHashes } from '../../../model/verification.ts'
import type { FoundFile } from '../digest/found.ts'
import type { ProblemKind } from '../problems/kind.ts'
import { logAltered } from '../problems/kinds/log-altered.ts'
import { logDeleted } from '../problems/kinds/log-deleted.ts'
import { logMissing } from '../problems/kinds/log-missing.ts'
import { logMoved } from '../problems/kinds/log-moved.ts'
import { logTrailingBytes } from '../problems/kinds/log-trailing-bytes.ts'
import { logUnreadable } from '../problems/kinds/log-unreadable.ts'
import type { ChainContext } from './context.ts'
import { type Finding, uriOf } from './finding.ts'

interface Flaw {
  readonly kind: ProblemKind
  readonly about: string
  /** What it makes of the hour. */
  readonly makes: 'invalid' | 'unchecked' | null
}

const invalid = (kind: ProblemKind, about: string): Flaw => ({ kind, about, makes: 'invalid' })

const flawsOf = (named: NamedFile, found: FoundFile): readonly Flaw[] => {
  if (found.status === 'absent')
    return [invalid(logMissing, 'is named by its digest and is not there')]
  if (found.status === 'malformed')
    return [invalid(logAltered, `is not what its digest names: ${found.detail}`)]
  if (found.status !== 'found')
    return [
      {
        kind: logUnreadable,
        about: `could not be read (${found.status}: ${found.detail})`,
        makes: 'unchecked',
      },
    ]
  return [
    ...(found.sha256 === named.sha256
      ? []
      : [invalid(logAltered, 'has another SHA-256 than its digest names')]),
    ...(found.trailing === 0
      ? []
      : [invalid(logTrailingBytes, 'has bytes after its first gzip member')]),
    ...(found.hidden === null
      ? []
      : [{ kind: logDeleted, about: 'is hidden by a delete marker', makes: null }]),
    ...(found.movedTo === null
      ? []
      : [{ kind: logMoved, about: 'lies elsewhere than its digest names', makes: null }]),
    ...(found.alteredCopies ?? []).map((uri) => ({
      kind: logAltered,
      about: `has a copy that is not what its digest names: ${uri}`,
      makes: null,
    })),
  ]
}

/** What the log files of a digest are found to be, each compared with the SHA-256 that the digest states. */
export interface JudgedFiles {
  readonly makes: 'invalid' | 'unchecked' | null
  readonly why: string | null
  readonly findings: readonly Finding[]
}

const hashesOf = (named: NamedFile, found: FoundFile): FileHashes => ({
  object: uriOf(named),
  expected: named.sha256,
  found: found.status === 'found' ? found.sha256 : null,
})

export const judgeFiles = (
  files: readonly NamedFile[],
  when: Interval,
  context: ChainContext,
): JudgedFiles => {
  const flaws = files.flatMap((file) =>
    flawsOf(file, context.fileOf(file)).map((flaw) => ({ file, flaw })),
  )
  const worst =
    flaws.find((f) => f.flaw.makes === 'invalid') ?? flaws.find((f) => f.flaw.makes !== null)
  return {
    makes: worst?.flaw.makes ?? null,
    why: worst === undefined ? null : `The log file ${uriOf(worst.file)} ${worst.flaw.about}`,
    findings: flaws.map(({ file, flaw }) => ({
      kind: flaw.kind,
      when,
      noun: 'log file',
      about: flaw.about,
      objects: [uriOf(file)],
      hashes: flaw.makes === 'invalid' ? hashesOf(file, context.fileOf(file)) : null,
      by:
        flaw.kind.id === 'log-missing' || flaw.kind.id === 'log-deleted'
          ? context.deletionOf(file)
          : null,
    })),
  }
}
