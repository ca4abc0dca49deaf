export const session = {
  starting: 'Asking Portolan who you are',
  token: {
    title: 'This browser does not know the launch token',
    missing:
      'Portolan prints a link when it starts. Its last part is a token that lets this browser in; other users and programs of this machine do not have it.',
    wrong:
      'The token that this browser keeps belongs to another start of Portolan. Open the link that it printed last, or paste it here.',
    label: 'The printed link, or its token',
    placeholder: 'http://localhost:7015/#token=…',
    submit: 'Let this browser in',
    unreadable: 'There is no token in this text. Paste the whole link that Portolan printed.',
    afterwards: 'After that, the page that you wanted opens: {{path}}',
    where:
      'Where is it? In the terminal where Portolan was started, in the line that begins with “Portolan”.',
  },
  unreachable: {
    title: 'Portolan’s server does not answer',
    text: 'It may have been stopped. Look at the terminal where it was started; this page comes back by itself.',
  },
} as const
