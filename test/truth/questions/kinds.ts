import type { Random } from '../random.ts'
import type { Happening } from '../world/happening.ts'
import type { World } from '../world/world.ts'
import * as deeds from './deeds.ts'
import {
  both,
  concerns,
  keySubjects,
  roleSubjects,
  type Subject,
  userSubjects,
  when,
} from './subjects.ts'
import type { Candidate, Kind, Truth } from './types.ts'

const about = (
  id: string,
  s: Subject,
  counts: (h: Happening) => Truth,
  more: Candidate['params'] = {},
): Candidate => ({
  id,
  params: { [s.option]: s.value, ...more },
  truth: (h) => both(s.did(h.caller), counts(h)),
  account: s.account,
  aboutRole: s.aboutRole,
})

const everyone = (w: World): Subject[] => [
  ...keySubjects(w),
  ...userSubjects(w),
  ...roleSubjects(w),
]

type Counting = (h: Happening, bucket?: string, prefix?: string) => Truth

/** Questions about objects: by place, by person, by both. */
const objects = (w: World, r: Random, id: string, counts: Counting): Candidate[] => {
  const places = w.buckets.map((b): Candidate => {
    const prefix = r.chance(0.3) ? 'in/' : undefined
    return {
      id,
      params: { bucket: b.name, ...(prefix !== undefined && { prefix }) },
      truth: (h) => counts(h, b.name, prefix),
      account: b.account,
      aboutRole: false,
    }
  })
  const people = everyone(w).map((s) => {
    const bucket = r.chance(0.4) ? r.pick(w.buckets).name : undefined
    const params = bucket === undefined ? {} : { bucket }
    return about(id, s, (h) => counts(h, bucket), params)
  })
  return [...places, ...people]
}

/** Reads with copies, which only the record of their target shows, and without. */
const reads: Kind = (w, r) => [
  ...objects(w, r, 'who-read-objects', deeds.isRead),
  ...objects(w, r, 'who-read-objects', deeds.isDirectRead).map((q) => ({
    ...q,
    parts: ['s3-objects'],
  })),
]

/** What happened in accounts, in any region or in one. */
const somewhere =
  (id: string, counts: (h: Happening) => Truth, byRegion = false): Kind =>
  (w, r) => {
    const ids = w.accounts.map((a) => a.id)
    const choices = [undefined, ids, ...(ids.length > 1 ? [[r.pick(ids)]] : [])]
    return choices.map((named): Candidate => {
      const accounts = named ?? ids
      const regions = byRegion && r.chance(0.5) ? [r.pick(w.regions)] : undefined
      return {
        id,
        params: {},
        ...(named && { accounts: named }),
        ...(regions && { regions }),
        truth: (h) =>
          both(
            both(counts(h), concerns(h, accounts)),
            when(regions === undefined || regions.includes(h.region)),
          ),
        account: accounts.length === 1 ? accounts[0] : undefined,
        aboutRole: false,
      }
    })
  }

/** The questions that worlds are asked, by id. */
export const kinds = {
  'key-activity': (w) => keySubjects(w).map((s) => about('key-activity', s, deeds.isActivity)),
  'who-read-objects': reads,
  'who-wrote-objects': (w, r) => objects(w, r, 'who-wrote-objects', deeds.isWrite),
  'principal-changes': (w) =>
    [...userSubjects(w), ...roleSubjects(w)].map((s) =>
      about('principal-changes', s, deeds.isChange),
    ),
  'security-group-changes': somewhere('security-group-changes', deeds.isGroupChange, true),
  'instances-started': somewhere('instances-started', deeds.isStart, true),
  'role-assumptions': (w) =>
    w.roles.map((x) => ({
      id: 'role-assumptions',
      params: { role: x.arn },
      truth: (h) => deeds.isAssumption(h, x.arn),
      account: x.account,
      aboutRole: true,
    })),
  'console-logins': somewhere('console-logins', deeds.isLogin),
  'trail-tampering': somewhere('trail-tampering', deeds.isTampering),
  'denied-calls': somewhere('denied-calls', deeds.isDenied),
} as const satisfies Record<string, (w: World, r: Random) => Candidate[]>
