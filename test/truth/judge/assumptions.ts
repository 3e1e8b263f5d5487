import type { Loss } from './losses.ts'

const configuration = ['unwitnessed:', 'witness:']
const files = ['files:']
const delivery = ['delivery:', 'redelivery:']

/** The assumptions that own up to a loss without trace, by how their ids begin. What they are about follows. */
const owningUpTo: Partial<Record<Loss['cause'], readonly string[]>> = {
  'not selected': configuration,
  'not recording': configuration,
  'slow to follow': configuration,
  deleted: files,
  'renamed garbage': files,
  'record removed': files,
  'record altered': files,
  'delivery failed': delivery,
}

/** Whether some assumption names the cause of a loss, for the very trail or log bucket that lost it. */
export const namesCause = (
  assumptions: readonly { readonly id: string }[],
  { cause, trail, bucket }: Loss,
): boolean => {
  const about = [trail.arn, `s3://${bucket}`]
  return assumptions.some(({ id }) =>
    (owningUpTo[cause] ?? []).some((start) =>
      about.some((what) => id === `${start}${what}` || id.startsWith(`${start}${what}/`)),
    ),
  )
}
