import { formatInstant, type Instant } from '../../model/time.ts'
import type {
  ExplainingEvent,
  Problem,
  Slot,
  UnattestedFile,
  VerifiedChain,
  VerifyReport,
} from '../../model/verification.ts'
import { hoursByState, sumOf, timeByState } from './hours.ts'
import { nextSteps } from './next.ts'
import type { VerifyResult } from './result.ts'

const time = (instant: Instant | null): string | null =>
  instant === null ? null : formatInstant(instant)

const event = (e: ExplainingEvent | null) =>
  e === null
    ? null
    : { time: formatInstant(e.time), name: e.name, eventId: e.eventId, actor: e.actor }

const slotPart = (s: Slot) => ({
  from: formatInstant(s.from),
  to: formatInstant(s.to),
  chain: s.chain,
  state: s.state,
  link: s.link,
  digest: s.digest,
  files: s.files,
  why: s.why,
  explainedBy: event(s.explainedBy),
})

/** A chain with every slot. */
export const chainPart = (c: VerifiedChain) => ({
  trail: c.trail,
  home: c.home,
  account: c.account,
  region: c.region,
  arn: c.arn,
  places: c.places,
  digests: c.digests,
  files: c.files,
  verifiedUntil: time(c.verifiedUntil),
  hours: hoursByState(timeByState(c.slots.filter((s) => s.chain === 'standard'))),
  slots: c.slots.map(slotPart),
})

export const problemPart = (p: Problem) => ({
  kind: p.kind,
  weight: p.weight,
  chain:
    p.chain === null
      ? null
      : {
          trail: p.chain.trail,
          home: p.chain.home,
          account: p.chain.account,
          region: p.chain.region,
          arn: p.chain.arn,
        },
  from: time(p.from),
  to: time(p.to),
  what: p.what,
  means: p.means,
  todo: p.todo,
  objects: p.objects,
  more: p.more,
  hashes: p.hashes ?? [],
  by: event(p.by),
})

const unattestedPart = ({ uri, account, region, named, why }: UnattestedFile) => ({
  uri,
  account,
  region,
  named: time(named),
  why,
})

/** All that `verify --json` says but the problems and the chains, which may be millions and are written one by one. */
export const verifyPart = (report: VerifyReport, result: VerifyResult, workspace?: string) => ({
  result,
  sources: report.sources.map(({ uri, asOf }) => ({ uri, asOf: formatInstant(asOf) })),
  counts: report.counts,
  hours: hoursByState(
    sumOf(report.chains.map((c) => timeByState(c.slots.filter((s) => s.chain === 'standard')))),
  ),
  unattested: report.unattested.map(unattestedPart),
  notInLake: report.notInLake?.map(({ bucket, key }) => ({ bucket, key })) ?? null,
  done: report.done,
  keys: report.keys.map(({ fingerprint, source }) => ({ fingerprint, source })),
  checks: report.checks,
  ledger: report.ledger,
  next: nextSteps(report, result, workspace),
  seconds: report.seconds,
})
