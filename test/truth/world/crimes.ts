import { accessKey } from '../ids.ts'
import type { Random } from '../random.ts'
import { changePolicy, createAccessKey } from './actions/iam.ts'
import { consoleLogin, type Ec2Call, ec2 } from './actions/others.ts'
import { type ObjectCall, objectCall, objectKey } from './actions/s3.ts'
import { assumeRole, getFederationToken, getSessionToken } from './actions/sts.ts'
import type { Caller, User } from './caller.ts'
import type { Cast } from './cast.ts'
import { LONG_AGO, MORNING } from './clock.ts'
import type { Happening } from './happening.ts'
import { federated, onBehalf, sessionOf, temporary, withKey } from './principals.ts'
import { HOURS, type Second } from './time.ts'
import type { Undocumented } from './undocumented.ts'
import type { Bucket } from './world.ts'

/** Where and with whom a deed is done. */
export interface Scene {
  readonly r: Random
  readonly cast: Cast
  readonly buckets: readonly Bucket[]
  readonly regions: readonly string[]
  readonly undocumented: Undocumented
  readonly window: { readonly from: Second; readonly to: Second }
  /** When the trouble of this world is on: deeds are likely then. */
  readonly critical: { readonly from: Second; readonly to: Second }
  /** An account that is no part of the world. */
  readonly stranger: string
  /** Whether keys may have been issued long ago, where no log reaches. */
  readonly oldKeys: boolean
  readonly keys: { id: string; user: User; createdAt: Second }[]
}

const within = ({ r, window, critical }: Scene): Second => {
  const from = Math.max(window.from, critical.from)
  const to = Math.min(window.to, critical.to)
  return from < to && r.chance(0.8) ? r.int(from, to - 1) : r.int(window.from, window.to - 1)
}

/** A copy, and the read that it may leave on its source. */
const copyOf = (s: Scene, caller: Caller, second: Second, to: Bucket): Happening[] => {
  const from = s.buckets[0] as Bucket
  const key = objectKey(s.r)
  const listed = s.undocumented.copySource === 'resources'
  const copy = objectCall(second, caller, 'CopyObject', to, `stolen/${key}`, {
    planted: true,
    from: { bucket: from, key, listed },
  })
  const read = () => objectCall(second, caller, 'GetObject', from, key, { planted: true })
  return s.undocumented.copySource === 'read' ? [copy, read()] : [copy]
}

const touch = (s: Scene, caller: Caller, second: Second, name: ObjectCall): Happening[] => {
  const bucket = s.r.pick(s.buckets.slice(0, 2))
  return [objectCall(second, caller, name, bucket, objectKey(s.r), { planted: true })]
}

const change = (s: Scene, caller: Caller, second: Second, name: Ec2Call): Happening[] => [
  ec2(second, caller, name, s.r.pick(s.regions), false, true),
]

/** What an intruder does with whatever credentials he has. */
const deeds = {
  read: (s, c, t) =>
    touch(
      s,
      c,
      t,
      s.r.pick(['GetObject', 'GetObject', 'GetObject', 'SelectObjectContent', 'GetObjectTorrent']),
    ),
  point: (s, c, t) => {
    const bucket = s.r.pick(s.buckets.slice(0, 2))
    const region = s.r.pick([bucket.region, ''])
    const through = `arn:aws:s3:${region}:${bucket.account}:accesspoint/${region === '' ? 'm1.mrap' : 'ap'}`
    const name = s.r.pick(['GetObject', 'PutObject'] as const)
    const options = s.r.chance(0.5) ? { planted: true, through } : { planted: true }
    return [objectCall(t, c, name, bucket, objectKey(s.r), options)]
  },
  write: (s, c, t) => touch(s, c, t, 'PutObject'),
  copy: (s, c, t) => copyOf(s, c, t, s.r.pick(s.buckets)),
  group: (s, c, t) => change(s, c, t, 'AuthorizeSecurityGroupIngress'),
  run: (s, c, t) => change(s, c, t, s.r.pick(['RunInstances', 'StartInstances'])),
  policy: (_, c, t) => [{ ...changePolicy(t, c, 'bob'), planted: true }],
  behalf: (s, c, t) => {
    const service = onBehalf(s.r, c, 'athena.amazonaws.com', t)
    return touch(s, service, t, 'GetObject')
  },
} as const satisfies Record<string, (s: Scene, c: Caller, t: Second) => Happening[]>

const anyDeed = (s: Scene, caller: Caller, second: Second): Happening[] =>
  s.r.pick(Object.values(deeds))(s, caller, second)

/** How the intruder gets the credentials that he acts with. Sessions may begin before the window (R13). */
export const ways = {
  directly: (s) => anyDeed(s, s.cast.mallory, within(s)),
  role: (s) => {
    const at = within(s)
    const begun = s.r.chance(0.3) ? at - s.r.int(1, 11) * HOURS : at
    const session = sessionOf(s.r, s.cast.deploy, 'run', begun, s.cast.mallory)
    const assumed = assumeRole(begun, s.cast.mallory, s.cast.deploy, session, s.r.pick(s.regions))
    return [assumed, ...anyDeed(s, session, at), ...anyDeed(s, session, at + 1)]
  },
  chain: (s) => {
    const at = within(s)
    const first = sessionOf(s.r, s.cast.deploy, 'one', at, s.cast.mallory)
    const second = sessionOf(s.r, s.cast.vault, 'two', at + 2, first)
    return [
      assumeRole(at, s.cast.mallory, s.cast.deploy, first, s.r.pick(s.regions)),
      assumeRole(at + 2, first, s.cast.vault, second, s.r.pick(s.regions)),
      ...anyDeed(s, second, at + 4),
    ]
  },
  token: (s) => {
    const at = within(s)
    const session = temporary(s.r, s.cast.mallory, at, false)
    const issued = getSessionToken(at, s.cast.mallory, session, s.r.pick(s.regions))
    return [issued, ...anyDeed(s, session, at + 5)]
  },
  federation: (s) => {
    const at = within(s)
    const session = federated(s.r, s.cast.mallory, 'guest', at)
    const issued = getFederationToken(at, s.cast.mallory, session, s.r.pick(s.regions))
    return [issued, ...anyDeed(s, session, at + 5)]
  },
  backdoor: (s) => {
    const at = within(s)
    const made = s.r.chance(0.5) ? at : s.window.from - s.r.int(1, 30) * HOURS
    const { mallory, users } = s.cast
    const bob = users.find((u) => u.name === 'bob') as User
    if (bob.account !== mallory.account) return anyDeed(s, mallory, at)
    const issued = Math.max(made, bob.createdAt + HOURS)
    const id = accessKey(s.r, 'AKIA', bob.account)
    if (s.oldKeys && bob.createdAt < MORNING && s.r.chance(0.5)) {
      s.keys.push({ id, user: bob, createdAt: LONG_AGO + HOURS })
      return anyDeed(s, withKey(bob, id, mallory), at)
    }
    s.keys.push({ id, user: bob, createdAt: issued })
    return [
      createAccessKey(issued, mallory, bob, id),
      ...anyDeed(s, withKey(bob, id, mallory), Math.max(at, issued) + 3),
    ]
  },
  console: (s) => {
    const at = within(s)
    const person = { ...s.cast.bob, keys: [] }
    const { keyId: _, ...signing } = person
    const session = temporary(s.r, person, at, true)
    return [
      consoleLogin(s.r, at, signing, s.r.pick(s.regions), s.r.chance(0.2)),
      ...anyDeed(s, session, at + 30),
    ]
  },
  root: (s) => {
    const account = s.cast.bob.account
    const arn = `arn:aws:iam::${account}:root`
    const root: Caller = {
      type: 'Root',
      account,
      arn,
      principalId: account,
      keys: [],
      principals: [arn],
    }
    return [consoleLogin(s.r, within(s), root, 'us-east-1', s.r.chance(0.2))]
  },
  denied: (s) => {
    const at = within(s)
    const [bucket] = s.buckets as readonly [Bucket]
    return s.r.pick([
      () => [ec2(at, s.cast.mallory, 'RunInstances', s.r.pick(s.regions), true, true)],
      () => [
        objectCall(at, s.cast.mallory, 'GetObject', bucket, objectKey(s.r), {
          outcome: 'denied',
          planted: true,
          bare: s.r.chance(0.5),
        }),
      ],
      () => [assumeRole(at, s.cast.mallory, s.cast.deploy, 'denied', s.r.pick(s.regions))],
    ])()
  },
} as const satisfies Record<string, (s: Scene) => Happening[]>
