import type { Check } from '../../check.ts'
import { alertDependsOnTheTrail } from './alert-depends-on-the-trail.ts'
import { cisMonitoringChecks } from './cis/list.ts'
import { noScpGuard } from './no-scp-guard.ts'
import { tamperingNotAlerted } from './tampering-not-alerted.ts'
import { whoCanStopTheTrail } from './who-can-stop-the-trail.ts'

/** The checks of the group `watching`. */
export const watchingChecks: readonly Check[] = [
  tamperingNotAlerted,
  alertDependsOnTheTrail,
  noScpGuard,
  whoCanStopTheTrail,
  ...cisMonitoringChecks,
]
