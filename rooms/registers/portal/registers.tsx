import { action, page, setting, standardProblem, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, PortalPage, readFields, StepForm } from '../../../web/ui/index.ts'
import { behave } from '../contract.ts'
import { modeOf, registered } from '../demo-registers.ts'
import { PATH } from '../paths.ts'

const modes = {
  good: text('正常', 'Good'),
  late: text('迟：一直不答', 'Late: never answers'),
  wrong: text('错：答的是别的企业', 'Wrong: answers about somebody else'),
  double: text('重：一条说两遍', 'Double: says everything twice'),
  down: text('断：问也不答', 'Down: does not answer'),
}
const fields = fieldsOf(behave, {
  mode: { label: text('登记库现在', 'The registers are now'), options: modes, decides: false },
})

/** What the demonstration's registers hold, and how they are today; only where the city is a demonstration. */
export default page({
  path: PATH,
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    behave: action({ operation: behave, input: (form) => readFields(fields, form), next: () => `${PATH}?set=1` }),
  },
  async render(p) {
    const { t } = p
    if ((await setting<boolean>(p.tx, 'demonstration')) !== true) throw standardProblem('NOT_FOUND')
    return {
      title: text('演示登记库', 'Demonstration registers'),
      body: (
        <PortalPage
          p={p}
          narrow
          title={t('演示登记库', 'Demonstration registers')}
          lead={t(
            '这里不是真的企业登记和地名地址。填表时“查登记信息”“查地址”问的就是它。',
            'No real register and no real gazetteer. “Look up the registration” and “Look up the address” of a form ask these.',
          )}
          said={[[p.query.set, text('已改。', 'Changed.')]]}
        >
          <ul>
            {registered.enterprises.map((e) => (
              <li>
                {e.name} <span class="mono">{e.uscc}</span>
              </li>
            ))}
          </ul>
          <section>
            <h2>{t('让登记库出点毛病', 'Make the registers misbehave')}</h2>
            <StepForm
              p={p}
              name="behave"
              button={t('就这样', 'So be it')}
              fields={fields}
              values={{ mode: await modeOf(p.tx) }}
            />
          </section>
        </PortalPage>
      ),
    }
  },
})
