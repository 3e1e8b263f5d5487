import { eventsOf, type Found, type Look } from '../candidate.ts'

const KMS = 'kms.amazonaws.com'

/** Encrypt, Decrypt and GenerateDataKey: nearly all that KMS records, and reads (facts/aws.md 3.4). */
export const kmsReads = (look: Look): readonly Found[] => {
  const own = look.held.filter(
    ({ tuple }) => tuple.class === 'management-read' && tuple.event.eventSource === KMS,
  )
  const events = eventsOf(own)
  if (events === 0 || events < look.managementEvents * look.leastShare) return []
  return [
    {
      kind: 'kms-reads',
      trail: look.trail,
      title: 'Reads of KMS on a further copy of management events',
      isNoise: ({ class: kind, event }) => kind === 'management-read' && event.eventSource === KMS,
      loss: 'Nothing: another trail records the same events',
      cut: {
        category: 'Management',
        fields: [
          ['eventSource', { Equals: [KMS] }],
          ['readOnly', { Equals: ['true'] }],
        ],
      },
    },
  ]
}
