import { TERRAFORM_FIELDS } from '../../../../model/terraform-fields.ts'
import { firstOf, type Limit } from '../form.ts'
import { textsIn } from '../texts.ts'
import { wholeRules, wholeTexts } from '../whole-rules.ts'

const BASIC_TYPES: ReadonlySet<string> = new Set([
  ...['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table'],
])

/** Selectors, Insights and keys as the provider takes them. */
const trails: Limit = (d) => {
  if (d.kind !== 'trail') return undefined
  const field = (d.selectors.AdvancedEventSelectors ?? [])
    .flatMap((s) => s.FieldSelectors.map((f) => f.Field))
    .find((name) => !TERRAFORM_FIELDS.has(name))
  if (field !== undefined)
    return `the AWS provider of Terraform does not take the selector field ${field}`
  const type = (d.selectors.EventSelectors ?? [])
    .flatMap((s) => (s.DataResources ?? []).map((r) => r.Type))
    .find((name) => !BASIC_TYPES.has(name))
  if (type !== undefined)
    return `the AWS provider of Terraform does not take basic selectors of the type ${type}`
  if (d.insightSelectors?.some((s) => s.categories !== undefined))
    return 'the AWS provider of Terraform has no event categories of Insights'
  return d.kmsKeyId === undefined || /^arn:[^:]+:kms:/.test(d.kmsKeyId)
    ? undefined
    : 'the AWS provider of Terraform takes the key of a trail by its ARN only'
}

const others: Limit = (d) => {
  switch (d.kind) {
    case 'role-trust':
      return 'Terraform owns a role whole, and would set everything of it that the file does not name'
    case 'trusted-access':
      return 'Terraform sets trusted access only together with the whole organisation'
    case 'retired-trail':
      return 'a trail is stopped and deleted by the state that owns it, or by hand'
    case 'scp':
    case 'role':
      return d.state === 'new'
        ? undefined
        : `a ${d.kind} that exists is not imported without changing the rest of it`
    case 'kms-key':
      return (
        d.state === 'new'
          ? d.alias !== undefined && d.arn === undefined
          : d.alias === undefined && /^arn:[^:]+:kms:[^:]+:\d{12}:key\/[^/]+$/.test(d.arn ?? '')
      )
        ? undefined
        : 'a new key is named by its alias alone, one that exists by its ARN alone'
    default:
      return undefined
  }
}

/** Terraform brings every text into one of the two forms in which Unicode writes letters with accents. */
const composed: Limit = (d) =>
  textsIn(d).every((text) => text === text.normalize('NFC'))
    ? undefined
    : 'Terraform would change a text in it: its accents are not in the composed form (NFC)'

/** Why a thing cannot be written in Terraform; undefined: it can. */
export const terraformLimit = firstOf(wholeTexts, wholeRules, others, trails, composed)
