import type { HealthHop, HealthProbe } from '@portolan/contract/health'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentOf } from '../../documents/document-history.ts'
import { DocumentLink } from '../../documents/document-link.tsx'
import { useThisDocument } from '../../documents/use-documents.ts'
import { withShow } from '../pod/use-pod-view.ts'
import { HopAnswers } from './hop-answers.tsx'
import { StateSign } from './state-sign.tsx'
import styles from './health.module.css'

type ProbeWayProps = { readonly label: string; readonly probe: HealthProbe }

/** From the kubelet to whoever answers in the end, hop by hop. */
export function ProbeWay({ label, probe: { hops, failing } }: ProbeWayProps) {
  return (
    <ol className={styles.way} aria-label={label}>
      {hops.map((hop, index) => (
        <Hop key={`${hop.at} ${hop.port ?? ''}`} hop={hop} first={index === 0} failing={index === failing} />
      ))}
    </ol>
  )
}

type HopProps = { readonly hop: HealthHop; readonly first: boolean; readonly failing: boolean }

function Hop({ hop, first, failing }: HopProps) {
  const { t } = useTranslation('health')
  return (
    <li className={styles.hop} data-failing={failing || undefined} data-state={hop.state}>
      {!first && <IconArrowNarrowRight className={styles.arrow} size={18} aria-hidden="true" />}
      <div>
        <p className={styles.place}>
          <StateSign state={hop.state} />
          <b>{t(`placeShort.${hop.at}`)}</b> <PortLink hop={hop} />
          <span className={failing ? styles.failing : 'visually-hidden'}>
            {t(`hop.${failing ? 'failing' : hop.state}`)}
          </span>
        </p>
        <code>{hop.asked}</code>
        <HopAnswers hop={hop} />
      </div>
    </li>
  )
}

/** The port's number, which leads to it on the chart. */
function PortLink({ hop: { port, key } }: { readonly hop: HealthHop }) {
  const { t } = useTranslation('health')
  const { id, history } = useThisDocument()
  const document = currentOf(history)
  if (port === undefined) return null
  if (key === undefined || document.view !== 'pod') return <span className={styles.port}>{port}</span>
  return (
    <DocumentLink
      className={styles.port}
      document={withShow({ view: undefined, port: key, q: undefined })(document)}
      within={id}
      title={t('hop.openPort', { port: String(port) })}
    >
      {port}
    </DocumentLink>
  )
}
