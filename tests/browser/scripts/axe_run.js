// Runs axe: the given rules, or every rule below level AAA, those for best practice included.
// Of a long list it looks at the first rows, which stand for all: 5,000 take half a minute.
async (chosen) => {
  for (const row of document.querySelectorAll(".names > li:nth-child(n + 6)")) row.remove();
  const isWanted = ({ ruleId, tags }) =>
    chosen ? chosen.includes(ruleId) : !tags.includes("wcag2aaa") && !tags.includes("experimental");
  const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: isWanted(rule) }]));
  // In forced colours axe reads -webkit-text-fill-color, which the browser leaves as authored;
  // contrast.js looks at the colours that are shown.
  if (matchMedia("(forced-colors: active)").matches) rules["color-contrast"].enabled = false;
  // A frame of /embed/ is a page of its own, looked at by itself: axe cannot write to its sandbox.
  const options = { rules, resultTypes: ["violations"], iframes: false };
  const { violations, passes } = await axe.run(document, options);
  return {
    passed: passes.map(({ id }) => id),
    faults: violations.map(({ id, nodes }) => {
      const where = nodes.slice(0, 3).map((node) => node.target.join(" "));
      const [why] = [...nodes[0].any, ...nodes[0].all, ...nodes[0].none];
      return `axe ${id}, ${nodes.length}×: ${where.join(" | ")}: ${why?.message ?? ""}`;
    }),
  };
}
