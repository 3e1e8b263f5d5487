/** How bills name a region: the beginning of a usage type (S3 user guide, understanding your usage reports). */
const regionCodes: Readonly<Record<string, string>> = {
  AFS1: 'af-south-1',
  APE1: 'ap-east-1',
  APN1: 'ap-northeast-1',
  APN2: 'ap-northeast-2',
  APN3: 'ap-northeast-3',
  APS1: 'ap-southeast-1',
  APS2: 'ap-southeast-2',
  APS3: 'ap-south-1',
  APS4: 'ap-southeast-3',
  APS5: 'ap-south-2',
  APS6: 'ap-southeast-4',
  CAN1: 'ca-central-1',
  CAN2: 'ca-west-1',
  EU: 'eu-west-1',
  EUC1: 'eu-central-1',
  EUC2: 'eu-central-2',
  EUN1: 'eu-north-1',
  EUS1: 'eu-south-1',
  EUS2: 'eu-south-2',
  EUW1: 'eu-west-1',
  EUW2: 'eu-west-2',
  EUW3: 'eu-west-3',
  ILC1: 'il-central-1',
  MEC1: 'me-central-1',
  MES1: 'me-south-1',
  SAE1: 'sa-east-1',
  UGE1: 'us-gov-east-1',
  UGW1: 'us-gov-west-1',
  USE1: 'us-east-1',
  USE2: 'us-east-2',
  USW1: 'us-west-1',
  USW2: 'us-west-2',
}

/** A usage type of a bill in its parts; the region is undefined for a code that is not known. */
export interface UsageType {
  readonly region: string | undefined
  /** `DataEventsRecorded`, `Requests-Tier1`. */
  readonly name: string
}

const CODED = /^([A-Z]{2,3}[A-Z0-9]{0,3})-(.+)$/

/** `EUW1-DataEventsRecorded`. Without a code it is us-east-1, the oldest region. */
export const usageTypeOf = (text: string): UsageType => {
  const m = CODED.exec(text)
  if (m === null) return { region: 'us-east-1', name: text }
  const [, code = '', name = ''] = m
  return { region: regionCodes[code], name }
}
