import type { DesiredOf } from '../../../../model/desired.ts'
import type { Call, CallsOf } from './call.ts'

type Key = DesiredOf<'kms-key'>

const kms = { service: 'kms' } as const
const VARIABLE = 'KEY_ID'
const made = { variables: { 'key-id': VARIABLE } } as const

const newKey = (d: Key): readonly Call[] => [
  {
    ...kms,
    operation: 'create-key',
    text: `Create the key of ${d.alias ?? ''}`,
    input: { Description: d.description },
    documents: { policy: d.policy },
    keeps: { variable: VARIABLE, query: 'KeyMetadata.KeyId' },
  },
  {
    ...kms,
    operation: 'create-alias',
    text: `Name it ${d.alias ?? ''}`,
    input: { AliasName: d.alias ?? '' },
    variables: { 'target-key-id': VARIABLE },
  },
  ...(d.rotation
    ? [{ ...kms, operation: 'enable-key-rotation', text: 'Rotate it', input: {}, ...made }]
    : []),
  ...(d.enabled
    ? []
    : [{ ...kms, operation: 'disable-key', text: 'Disable it', input: {}, ...made }]),
]

/** A key that is there: its whole policy, then whether it is on and rotates. */
export const kmsKeyCalls: CallsOf<Key> = (d) => {
  if (d.state === 'new') return newKey(d)
  const input = { KeyId: d.arn ?? d.alias ?? '' }
  return [
    {
      ...kms,
      operation: 'put-key-policy',
      text: `Set the whole policy of the key ${input.KeyId}: it replaces the one that it has`,
      input: { ...input, PolicyName: 'default' },
      documents: { policy: d.policy },
    },
    {
      ...kms,
      operation: d.enabled ? 'enable-key' : 'disable-key',
      text: `${d.enabled ? 'Enable' : 'Disable'} it`,
      input,
    },
    {
      ...kms,
      operation: d.rotation ? 'enable-key-rotation' : 'disable-key-rotation',
      text: d.rotation ? 'Rotate it' : 'Do not rotate it',
      input,
    },
    {
      ...kms,
      operation: 'update-key-description',
      text: 'Describe it',
      input: { ...input, Description: d.description },
    },
  ]
}
