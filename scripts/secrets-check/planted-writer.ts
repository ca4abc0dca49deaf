import type { PlantedValues } from './planted-values.ts'

export const writerName = 'writer'

/**
 * Each value comes reversed and is turned round by the program. So no object
 * holds it, nothing can be learned of it, and only what is done to logs and to
 * command lines of processes can take it out.
 */
const script = `
turned() { printf %s "$1" | rev; }
key=$(turned "$5")
echo "connecting with password=$(turned "$2") as bob"
printf '%s\\n' "{\\"body\\":\\"{\\\\\\"password\\\\\\":\\\\\\"$(turned "$3")\\\\\\"}\\"}"
echo "GET /orders Authorization: Bearer $(turned "$4")"
echo "-----BEGIN PRIVATE KEY-----"
echo "$key"
echo "-----END PRIVATE KEY-----"
exec sh -c 'while :; do sleep 3600; done' writer "$(turned "$1")"
`

/** A container that writes values into its log, and has one in the command line of its process. */
export function plantedWriter(values: PlantedValues, image: string): object {
  const { processArgument, logNamed, logQuoted, logBearer, logKey } = values
  const turned = [processArgument, logNamed, logQuoted, logBearer, logKey].map(({ value }) =>
    Array.from(value).toReversed().join(''),
  )
  return {
    name: writerName,
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', script, 'writer', ...turned],
  }
}
