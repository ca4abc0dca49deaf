import type { PodSummary } from '@portolan/contract/pods'
import { useTranslation } from 'react-i18next'

/** What a pod is to the mesh, as finely as it is known: "Native sidecar" rather than "Sidecar". */
export function useKindWords({ kind, variant }: Pick<PodSummary, 'kind' | 'variant'>): string {
  const { t } = useTranslation('kinds')
  const usual = t(`kind.${kind}`)
  return variant === undefined ? usual : t(`variant.${variant}`, { defaultValue: usual })
}
