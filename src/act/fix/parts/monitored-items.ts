import type { Finding } from '../../../model/finding.ts'
import { cisMonitoringChecks } from '../../../reason/assess/checks/watching/cis/list.ts'
import type { Monitored } from '../../../reason/assess/checks/watching/cis/monitoring.ts'

const items: ReadonlyMap<string, Monitored> = new Map(
  cisMonitoringChecks.map((check) => [check.id, check.monitored]),
)

/** What the check of a finding asks to be told of; undefined where it is not of the monitoring family. */
export const itemOf = ({ check }: Finding): Monitored | undefined => items.get(check)
