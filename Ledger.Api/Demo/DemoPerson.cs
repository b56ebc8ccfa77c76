using System.Text.Json.Nodes;

namespace Ledger.Api.Demo;

/// <summary>Somebody who can sign in at the demonstration's identity provider.</summary>
/// <param name="Subject">Its <c>sub</c>.</param>
/// <param name="Name">An invented name.</param>
/// <param name="Chinese">As what.</param>
/// <param name="English">The same in English.</param>
/// <param name="Claims">Claims of the id_token besides.</param>
internal sealed record DemoPerson(string Subject, string Name, string Chinese, string English, JsonObject Claims)
{
    /// <summary>Claim with a citizen number.</summary>
    public const string CitizenClaim = "citizen_number";

    /// <summary>Claim with the codes of the companies that a person acts for.</summary>
    public const string CompanyClaim = "company_codes";

    /// <summary>Claim with a person's groups.</summary>
    public const string GroupsClaim = "groups";

    /// <summary>The grown-up sample persons, each of the first acting for one of the sample companies, then staff of each role.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } = [.. Citizens(), .. Staff()];

    private static IEnumerable<DemoPerson> Citizens()
    {
        DemoHolder[] companies = [.. DemoWorld.Holders.Where(holder => holder.CodeType == "001")];
        foreach ((int place, DemoHolder person) in DemoWorld.Holders.Where(holder => holder.IsAdult).Index())
        {
            DemoHolder? company = place < companies.Length ? companies[place] : null;
            JsonObject claims = new() { [CitizenClaim] = person.Code };
            if (company is not null)
            {
                claims[CompanyClaim] = new JsonArray(company.Code);
            }

            yield return new DemoPerson(
                $"citizen-{place + 1}",
                person.Name,
                company is null ? "个人" : $"个人，并代理{company.Name}",
                company is null ? "a person" : $"a person who acts for {company.Name}",
                claims);
        }
    }

    private static IEnumerable<DemoPerson> Staff() =>
    [
        Member("clerk", "窗口人员", "clerk"),
        Member("clerk", "复核人员", "clerk who approves") with { Subject = "second-clerk" },
        Member("sealing-officer", "用印人员", "sealing officer"),
        Member("sealing-officer", "印章审批人员", "sealing officer who approves") with { Subject = "second-sealing-officer" },
        Member("system-administrator", "系统管理员", "system administrator"),
        Member("security-administrator", "安全管理员", "security administrator"),
        Member("auditor", "审计员", "auditor"),
    ];

    private static DemoPerson Member(string group, string chinese, string english) =>
        new(group, chinese, "工作人员", $"staff: {english}", new JsonObject { [GroupsClaim] = new JsonArray(group) });
}
