import type { RoleAttribution } from '../../model/trace.ts'
import { ACCOUNT } from './given.ts'
import type { LakeFacts } from './lake-facts.ts'

/** A role of the healthy account whose ten sessions all lead to one person, but for what is given. */
export const attributionOf = (over: Partial<RoleAttribution> = {}): RoleAttribution => ({
  role: `arn:aws:iam::${ACCOUNT}:role/Deployer`,
  account: ACCOUNT,
  sessions: 10,
  begunBefore: 0,
  attributed: 10,
  lost: {
    'issuing call not recorded': 0,
    'caller outside the accounts read': 0,
    'contradicting records': 0,
    'chain lost further up': 0,
  },
  byServices: 0,
  bySwitchRole: 0,
  withSourceIdentity: 0,
  sharedNames: [],
  defaultNames: 0,
  brokers: [],
  examples: [],
  ...over,
})

/** Logs that show these roles in use, and nothing else. */
export const logsShowing = (...roles: readonly RoleAttribution[]): LakeFacts => ({
  delivered: [],
  copies: [],
  resourceTypes: [],
  roles,
})
