const escapeXml = (s: string): string =>
  s.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

/** A new standard: one table over one input, complete, to begin from. */
export function blank(name: string): string {
  const title = escapeXml(name)
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="standard" name="${title}" namespace="https://gnomon.example/discretion">
  <description>依据：</description>
  <inputData id="input1" name="情形"><variable id="input1v" name="情形" typeRef="number"/></inputData>
  <decision id="decision1" name="处理">
    <variable id="decision1v" name="处理" typeRef="string"/>
    <informationRequirement id="requirement1"><requiredInput href="#input1"/></informationRequirement>
    <decisionTable id="table1" hitPolicy="UNIQUE">
      <input id="column1" label="情形"><inputExpression id="expression1" typeRef="number"><text>情形</text></inputExpression></input>
      <output id="column2" name="处理" typeRef="string"/>
      <rule id="rule1">
        <description>第一档</description>
        <inputEntry id="cell1"><text>&lt; 10</text></inputEntry>
        <outputEntry id="cell2"><text>"从轻"</text></outputEntry>
      </rule>
      <rule id="rule2">
        <description>第二档</description>
        <inputEntry id="cell3"><text>&gt;= 10</text></inputEntry>
        <outputEntry id="cell4"><text>"一般"</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
`
}
