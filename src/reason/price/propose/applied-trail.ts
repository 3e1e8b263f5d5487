import { isKnown, type Observed } from '../../../model/observed.ts'
import type { ProposedRecorder, ProposedSettings } from '../../../model/proposal.ts'
import { DEFAULT_SELECTORS } from '../../../model/selector.ts'
import type { SnapshotTrail, TrailConfig, TrailStatus } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import type { NewPlace } from './place.ts'

const known = <T>(value: T): { readonly known: T } => ({ known: value })

const configOnly = ({ isLogging: _, ...config }: ProposedSettings): Partial<TrailConfig> => config

const configured = (
  before: Observed<TrailConfig>,
  settings: ProposedSettings,
): Observed<TrailConfig> =>
  isKnown(before) ? known({ ...before.known, ...configOnly(settings) }) : before

const switched = (
  status: Observed<TrailStatus>,
  isLogging: boolean | undefined,
): Observed<TrailStatus> =>
  isLogging === undefined
    ? status
    : known(isKnown(status) ? { ...status.known, isLogging } : { isLogging })

const insightsOf = ({ insights }: ProposedRecorder): Pick<SnapshotTrail, 'insightSelectors'> =>
  insights === undefined
    ? {}
    : { insightSelectors: known(insights.map((i) => ({ ...i, categories: [...i.categories] }))) }

/** One reading of a trail as if the proposal had been in force then. */
export const changedTrail = (trail: SnapshotTrail, proposed: ProposedRecorder): SnapshotTrail => {
  const { selectors, settings } = proposed
  return {
    ...trail,
    config: configured(trail.config, settings),
    ...(selectors === undefined
      ? {}
      : { selectors: known(selectors), hasCustomEventSelectors: known(true) }),
    ...insightsOf(proposed),
    status: trail.status.map((copy) => ({
      ...copy,
      status: switched(copy.status, settings.isLogging),
    })),
  }
}

const DEFAULTS: TrailConfig = {
  s3Bucket: '(a bucket that is not named)',
  s3Prefix: '',
  isMultiRegion: false,
  isOrganization: false,
  includeGlobalServiceEvents: true,
  logFileValidation: false,
}

/** A trail that is not there yet: logging unless said otherwise, with AWS's defaults (facts/aws.md 3.1). */
export const newTrail = (
  arn: string,
  proposed: ProposedRecorder,
  { account, region }: Required<NewPlace>,
  readAt: Instant,
): SnapshotTrail => {
  const { settings, selectors = DEFAULT_SELECTORS, insights = [] } = proposed
  return {
    arn,
    readAt,
    name: proposed.name ?? 'proposed',
    homeRegion: region,
    config: known({ ...DEFAULTS, ...configOnly(settings) }),
    selectors: known(selectors),
    hasCustomEventSelectors: known(true),
    ...insightsOf({ ...proposed, insights }),
    status: [{ account, region, readAt, status: known({ isLogging: settings.isLogging ?? true }) }],
  }
}
