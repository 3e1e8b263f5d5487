import type { SnapshotRole } from '../../model/snapshot/principal.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { ACCOUNT, AT, known, snapshotOf } from './given.ts'

/** A role that is trusted by one statement. */
export const roleTrusting = (
  statement: Readonly<Record<string, unknown>>,
  over: Partial<SnapshotRole> = {},
): SnapshotRole => ({
  account: ACCOUNT,
  readAt: AT,
  arn: `arn:aws:iam::${ACCOUNT}:role/Deployer`,
  id: 'AROAEXAMPLEEXAMPLE222',
  name: 'Deployer',
  trustPolicy: known({ Version: '2012-10-17', Statement: [statement] }),
  ...over,
})

/** The healthy account with such a role. */
export const trusting = (
  statement: Readonly<Record<string, unknown>>,
  over: Partial<SnapshotRole> = {},
): Snapshot => snapshotOf({ roles: [roleTrusting(statement, over)] })
