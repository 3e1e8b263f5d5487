import { WholetrailError } from '../../model/error.ts'
import { exactly } from '../../model/range.ts'
import { HOUR } from '../../model/time.ts'
import { type EventClass, MONTH, type VolumeReading } from '../../model/volume.ts'

/** The classes that `--volume` takes; the access is part of the name where there is a choice. */
const classes = {
  'management-read': { class: 'management-read' },
  'management-write': { class: 'management-write' },
  data: { class: 'data' },
  'data-read': { class: 'data', access: 'read' },
  'data-write': { class: 'data', access: 'write' },
  'network-activity': { class: 'network-activity' },
} as const satisfies Readonly<
  Record<string, { readonly class: EventClass; readonly access?: 'read' | 'write' }>
>

const multiples = { '': 1, k: 1e3, M: 1e6, G: 1e9, B: 1e9 } as const

/** How often a number a unit of time comes in a month. */
const perMonth = { month: 1, day: MONTH / (24 * HOUR), hour: MONTH / HOUR } as const

const FORM =
  /^([a-z-]+)(?::(.+?))?(?:@(\d{12})(?:\/([a-z0-9-]+))?)?=([\d_,]+(?:\.\d+)?)([kMGB]?)(?:\/(month|day|hour))?$/

const refused = (text: string, why: string): WholetrailError =>
  new WholetrailError('usage', `--volume ${text}: ${why}`, {
    hint: `write it as data=40M/month, data-read:arn:aws:s3:::payroll=2M/day, data:AWS::Lambda::Function@111122223333/eu-west-1=900k/month; classes: ${Object.keys(classes).join(', ')}`,
  })

/** The resource type of which an ARN is; data events of an object are told by its bucket. */
const typeOfArn = (arn: string): string | undefined => {
  const service = arn.split(':')[2]
  if (service === 's3') return 'AWS::S3::Object'
  if (service === 'lambda') return 'AWS::Lambda::Function'
  return service === 'dynamodb' ? 'AWS::DynamoDB::Table' : undefined
}

/** What a class is narrowed by, beside an ARN. */
const subjects = {
  data: {
    form: /^AWS::\w+::\w+$/,
    name: 'neither an ARN, as arn:aws:s3:::payroll, nor a type of data, as AWS::S3::Object',
  },
  'network-activity': {
    form: /^[a-z0-9-]+\.amazonaws\.com$/,
    name: 'no event source, as kms.amazonaws.com',
  },
} as const satisfies Readonly<
  Partial<Record<EventClass, { readonly form: RegExp; readonly name: string }>>
>

const ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:[^:]*:[^:]*:./

const subjectOf = (
  text: string,
  subject: string | undefined,
  kind: EventClass,
): Pick<VolumeReading, 'type' | 'resource'> => {
  if (subject === undefined) return {}
  if (kind !== 'data' && kind !== 'network-activity')
    throw refused(text, 'management events have no resource type')
  const isArn = kind === 'data' && ARN.test(subject)
  if (!isArn && !subjects[kind].form.test(subject))
    throw refused(text, `${subject} is ${subjects[kind].name}`)
  if (!isArn) return { type: subject }
  const type = typeOfArn(subject)
  return { resource: subject.replace(/\/\*?$/, ''), ...(type === undefined ? {} : { type }) }
}

/** Events of a class a month, as the user knows them. Throws `usage`. */
export const volumeOf = (text: string): VolumeReading => {
  const m = FORM.exec(text.trim())
  if (m === null) throw refused(text, 'not a number of events')
  const [, name = '', subject, account, region, digits = '', multiple = '', unit = 'month'] = m
  const known = (classes as Readonly<Record<string, (typeof classes)[keyof typeof classes]>>)[name]
  if (known === undefined) throw refused(text, `there is no class ${name}`)
  const value =
    Number(digits.replaceAll(/[_,]/g, '')) *
    multiples[multiple as keyof typeof multiples] *
    perMonth[unit as keyof typeof perMonth]
  if (!Number.isFinite(value)) throw refused(text, 'not a number of events')
  return {
    ...known,
    ...subjectOf(text, subject, known.class),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    counts: 'happening',
    volume: {
      perMonth: exactly(value),
      unit: 'event',
      source: 'given',
      uncertainty: '',
    },
  }
}
