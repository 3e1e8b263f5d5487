import type { Desired, DesiredKind, DesiredOf } from '../../../../model/desired.ts'
import type { Place } from '../cloudformation/print.ts'
import { terraformLabel } from '../label.ts'
import { comesAfter } from '../order.ts'
import { type HclBlock, hclOf } from './hcl.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds/list.ts'

const header = ({ account, region }: Place): readonly HclBlock[] => [
  {
    block: 'terraform',
    body: [
      ['required_version', '>= 1.5'],
      {
        block: 'required_providers',
        body: [['aws', { map: { source: 'hashicorp/aws', version: '>= 5.0' } }]],
      },
    ],
  },
  {
    block: 'provider',
    labels: ['aws'],
    body: [
      ['region', region],
      // Terraform stops where the credentials are of another account.
      ['allowed_account_ids', [account]],
    ],
  },
]

const blocksOf = <K extends DesiredKind>(
  d: DesiredOf<K> & { readonly kind: K },
): readonly HclBlock[] => {
  const kind = kinds[d.kind] as Kind<K> | undefined
  if (kind === undefined) return []
  const label = terraformLabel(d as Desired)
  const printed = kind.print(d, label)
  const [type] = kind.types
  if (d.state === 'new' || kind.adopt === undefined || type === undefined) return printed
  const { id, ignore } = kind.adopt
  const lifecycle: HclBlock = {
    block: 'lifecycle',
    body: [
      ['prevent_destroy', true],
      ['ignore_changes', ignore.length === 0 ? undefined : { names: ignore }],
    ],
  }
  const adopted = printed.map((block, i) =>
    i === 0 ? { ...block, body: [...block.body, lifecycle] } : block,
  )
  const body = [['to', { names: `${type}.${label}` }] as const, ['id', id(d)] as const]
  return [{ block: 'import', body }, ...adopted]
}

/** The names of the resources of a block list, for `depends_on`. */
const namesOf = (blocks: readonly HclBlock[]): readonly string[] =>
  blocks.filter((b) => b.block === 'resource').map((b) => (b.labels ?? []).join('.'))

const waiting = (blocks: readonly HclBlock[], names: readonly string[]): readonly HclBlock[] => {
  const at = blocks.findIndex((b) => b.block === 'resource')
  return names.length === 0
    ? blocks
    : blocks.map((block, i) =>
        i === at ? { ...block, body: [...block.body, ['depends_on', { names }] as const] } : block,
      )
}

/** A file of Terraform for things of one account and region, each of which it can say (`limits.ts`). */
export const printTerraform = (
  place: Place,
  title: string,
  desired: readonly Desired[],
): string => {
  const written = desired.map((d) => ({ d, blocks: blocksOf(d) }))
  const body = written.flatMap(({ d, blocks }) => {
    const needs = written.filter((o) => comesAfter(d, o.d)).flatMap((o) => namesOf(o.blocks))
    return waiting(blocks, needs)
  })
  return hclOf(title, [...header(place), ...body])
}
