import { groupBy } from '../../../model/group-by.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import { accountAlerts } from '../parts/account-alerts.ts'
import { together } from '../parts/proposal.ts'
import type { Remedy } from '../remedy.ts'

export const eventAlerts: Remedy = {
  id: 'event-alerts',
  title: 'Tell someone of events that the CIS benchmark lists',
  why: 'What is recorded and never looked at is found months later. One log group that hears every account needs one set of filters and one subscription.',
  cannot: [
    'Somebody has to confirm the subscription: no template can.',
    'An alarm says that something happened, not who did it: the events are in the log group, or `wholetrail ask`.',
  ],
  propose: (context) => {
    const world = worldOf(context.snapshot, context.now)
    return together(
      [...groupBy(context.findings, (f) => f.account)].map(([account, findings]) =>
        accountAlerts(context, world, account, findings),
      ),
    )
  },
}
