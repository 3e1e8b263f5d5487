import { createHash } from 'node:crypto'
import { type Desired, keyOf, nameOf } from '../../../model/desired.ts'

const LONGEST = 60

/** Of a name that is not all letters and digits: two names never have the same label. */
const mark = (desired: Desired): string =>
  createHash('sha256').update(keyOf(desired)).digest('hex').slice(0, 8)

const wordsOf = (desired: Desired): readonly string[] =>
  `${desired.kind} ${nameOf(desired).replace(/^arn:[^/]*[/:]|^alias\//, '')}`
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')

const short = (text: string): string => text.slice(0, LONGEST)

/**
 * The logical id of CloudFormation: the same in every run, since another one would make the thing anew. Letters and
 * digits only, whatever the name is made of.
 */
export const logicalId = (desired: Desired): string =>
  short(
    wordsOf(desired)
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join(''),
  ) + mark(desired)

/** The label of a resource of Terraform. */
export const terraformLabel = (desired: Desired): string =>
  `${short(wordsOf(desired).join('_').toLowerCase())}_${mark(desired)}`
