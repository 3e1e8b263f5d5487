import { changePolicy, listUsers } from './actions/iam.ts'
import { decrypt, ec2, invoke } from './actions/others.ts'
import { bucketCall, objectCall, objectKey } from './actions/s3.ts'
import { assumeRole, getCallerIdentity } from './actions/sts.ts'
import type { Caller } from './caller.ts'
import type { Scene } from './crimes.ts'
import type { Happening } from './happening.ts'
import { onBehalf, service, sessionOf } from './principals.ts'
import { HOURS, type Second } from './time.ts'
import type { Bucket } from './world.ts'

/** The day's work of one person: nothing that a question looks for, unless it asks about him. */
const work = (s: Scene, caller: Caller, second: Second): Happening => {
  const [data, , archive] = s.buckets as readonly [Bucket, Bucket, Bucket]
  const region = s.r.pick(s.regions)
  const { headBucket } = s.undocumented
  return s.r.pick([
    () => ec2(second, caller, 'DescribeInstances', region, false),
    () => ec2(second, caller, 'StopInstances', region, false),
    () => decrypt(second, caller, region),
    () => decrypt(second, onBehalf(s.r, caller, 's3.amazonaws.com', second), region),
    () => getCallerIdentity(second, caller, region),
    () => listUsers(second, caller, false),
    () => invoke(second, caller, region),
    () => bucketCall(second, caller, 'GetBucketAcl', data),
    () => objectCall(second, caller, 'HeadObject', data, objectKey(s.r)),
    () => objectCall(second, caller, 'ListObjects', data, ''),
    () => objectCall(second, caller, 'GetObject', archive, objectKey(s.r)),
    () => objectCall(second, caller, 'PutObject', archive, objectKey(s.r)),
    () => ({
      ...objectCall(second, caller, 'HeadObject', archive, ''),
      name: 'HeadBucket',
      category: headBucket,
    }),
  ])()
}

/** Somebody of an account that nobody knows reads a bucket. */
export const stranger = (s: Scene, second: Second): Happening => {
  const account = s.stranger
  const arn = `arn:aws:iam::${account}:user/stranger`
  const caller: Caller = {
    type: 'IAMUser',
    account,
    arn,
    principalId: 'AIDAQQQQQQQQQQQQQQQQ',
    userName: 'stranger',
    keys: [],
    principals: [arn],
  }
  return objectCall(second, caller, 'GetObject', s.buckets[0] as Bucket, objectKey(s.r), {
    planted: true,
  })
}

/** Work before, in and after the window. */
export const noise = (s: Scene, amount: number): Happening[] => {
  const { from, to } = s.window
  const start = from - 12 * HOURS
  const begun = s.r.int(start, from)
  const machine = service(s.cast.app.account, 'ec2.amazonaws.com')
  const app = sessionOf(s.r, s.cast.app, 'i-0123456789abcdef0', begun, machine)
  const region = s.r.pick(s.regions)
  const admin = s.cast.admins.get(s.cast.bob.account) as Caller
  const workers = [s.cast.bob, app, ...s.cast.admins.values()]
  return [
    { ...assumeRole(begun, machine, s.cast.app, app, region), planted: false },
    changePolicy(s.r.int(begun, to), admin, 'carol'),
    ...Array.from({ length: amount }, () => {
      const second = s.r.chance(0.8) ? s.r.int(from, to) : s.r.int(begun, to + 2 * HOURS)
      return work(s, s.r.pick(workers), second)
    }),
  ]
}
