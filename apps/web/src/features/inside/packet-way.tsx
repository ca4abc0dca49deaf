import type { RedirectionMode, ShownRule, WayStage } from '@portolan/contract/redirection'
import {
  IconArrowBigDownLine,
  IconArrowDown,
  IconArrowRight,
  IconBan,
  IconQuestionMark,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/use-language.ts'
import { formatBytes } from '../panel/quantities.ts'
import styles from './redirection.module.css'

const marks: Readonly<Record<ShownRule['effect'], Icon>> = {
  captures: IconArrowBigDownLine,
  'lets-pass': IconArrowRight,
  drops: IconBan,
  'goes-on': IconArrowDown,
  unsupported: IconQuestionMark,
}

type PacketWayProps = {
  readonly way: 'inbound' | 'outbound' | 'dns'
  readonly stages: readonly WayStage[]
  readonly mode: RedirectionMode
  /** The rules were read with their counters. */
  readonly counted: boolean
}

/**
 * The way of a packet from top to bottom: at each stage the rules that it meets
 * there, and beside them whether it leaves the way (to the right) or goes on.
 */
export function PacketWay({ way, stages, mode, counted }: PacketWayProps) {
  const { t } = useTranslation('redirection')
  if (stages.length === 0) return <p className={styles.nothing}>{t(`noStages.${way}`)}</p>
  return (
    <ol className={styles.way}>
      <li className={styles.end}>
        <b>{t(`begins.${way}`)}</b>
      </li>
      {stages.map(({ stage, rules }) => (
        <li key={stage} data-captures={rules.some(({ effect }) => effect === 'captures') || undefined}>
          <h3>{t(`stage.${stage}`)}</h3>
          <ul>
            {rules.map((rule, index) => (
              // The same rule may stand twice; their order is what they are.
              // oxlint-disable-next-line react/no-array-index-key
              <Rule key={index} rule={rule} counted={counted} />
            ))}
          </ul>
        </li>
      ))}
      <li className={styles.end}>
        <b>{t(mode === 'AMBIENT' ? `endsAmbient.${way}` : `ends.${way}`)}</b>
      </li>
    </ol>
  )
}

function Rule({ rule, counted }: { readonly rule: ShownRule; readonly counted: boolean }) {
  const { t } = useTranslation('redirection')
  const language = useLanguage()
  const { effect, family, table, chain, text, packets, bytes } = rule
  const Mark = marks[effect]
  return (
    <li data-effect={effect}>
      <span className={styles.effect}>
        <Mark size={14} aria-hidden="true" />
        {t(`effect.${effect}`)}
      </span>
      <span className={styles.why}>{t(`reason.${rule.reason}`, { subject: rule.subject ?? '?' })}</span>
      <code title={`${table} ${chain}`}>
        {family === 'ipv6' && <small>IPv6</small>} {table} {text}
      </code>
      {counted && packets !== undefined && (
        <small>{t('packets', { count: packets, bytes: formatBytes(bytes ?? 0, language) })}</small>
      )}
    </li>
  )
}
