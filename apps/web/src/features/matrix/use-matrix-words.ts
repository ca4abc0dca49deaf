import type { MatrixDeviation, MatrixPort } from '@portolan/contract/matrix'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import type { MatrixCell, MatrixRow } from './matrix-rows.ts'

/** Words for ports, marks and deviations, in the reader's language. */
export function useMatrixWords() {
  const { t } = useTranslation(['matrix', 'chart', 'states', 'kinds'])
  const language = useLanguage()

  function portName(port: Pick<MatrixPort, 'id' | 'name'>): string {
    const own = port.id === 'application' || port.id === 'gateway-listener' ? port.name : undefined
    return own ?? t(`chart:short.${port.id}`, { defaultValue: port.name ?? '' })
  }

  function numbered(port: MatrixPort): string {
    const number = port.number ?? port.usual
    const text = number === undefined ? '' : port.number === undefined ? `${number}?` : String(number)
    return [port.transport === 'udp' ? `${text}/udp` : text, portName(port)]
      .filter((one) => one !== '')
      .join(' ')
  }

  function deviation({ id, subject = '' }: MatrixDeviation): string {
    return t(`matrix:deviation.${id}`, { subject })
  }

  /** What a cell says, whole: for its label and its detail. */
  function sources({ port, seen }: MatrixCell): readonly string[] {
    return [
      ...(seen === undefined ? [] : [t(`matrix:seen.${seen.by}`, { state: t(`states:port.${seen.state}`) })]),
      ...(port.expected === undefined ? [] : [t(`matrix:expected.${port.expected}`)]),
      ...(port.declaredBy.length === 0
        ? []
        : [t('matrix:declaredBy', { containers: formatList(port.declaredBy, language) })]),
      ...(port.services.length === 0
        ? []
        : [t('matrix:services', { services: formatList(port.services, language) })]),
      ...(port.istiod ? [t('matrix:istiodHas')] : []),
    ]
  }

  function spoken({ pod }: MatrixRow, cell: MatrixCell): string {
    return [
      `${pod.name}: ${numbered(cell.port)}`,
      ...sources(cell),
      ...cell.port.deviations.map((one) => deviation(one)),
    ].join('; ')
  }

  return { t, language, portName, numbered, deviation, sources, spoken }
}
export type MatrixWords = ReturnType<typeof useMatrixWords>
