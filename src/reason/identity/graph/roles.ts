import type { RoleAttribution } from '../../../model/trace.ts'
import type { Graph } from './graph.ts'

/** Per role, how many of its sessions lead to one person or workload. Needs the whole graph (facts/aws.md 6.3). */
export const roleAttributions = (_graph: Graph): readonly RoleAttribution[] => {
  throw new TypeError('not yet')
}
