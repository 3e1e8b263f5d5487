/** The parts of an ARN that say where a thing is; `undefined` when the text is no ARN. */
export interface ArnPlace {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  readonly resource: string
}

const ARN = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s

export const placeOfArn = (text: string): ArnPlace | undefined => {
  const m = ARN.exec(text)
  if (m === null) return undefined
  const [, partition = '', service = '', region = '', account = '', resource = ''] = m
  return { partition, service, region, account, resource }
}

const ACCOUNT = /^\d{12}$/

/** The account that owns what an ARN names; `undefined` where the ARN does not say. */
export const ownerOfArn = (text: string): string | undefined => {
  const account = placeOfArn(text)?.account
  return account !== undefined && ACCOUNT.test(account) ? account : undefined
}
