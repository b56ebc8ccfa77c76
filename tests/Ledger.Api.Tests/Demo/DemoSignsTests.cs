using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Demo;

/// <summary>What a demonstration prints last.</summary>
public sealed class DemoSignsTests
{
    private static readonly string[] Guides = ["stories.md", "stories.zh-CN.md"];

    [Fact]
    public void Every_page_stands_there_with_somebody_to_sign_in_as()
    {
        string[] lines = Lines();
        foreach ((string path, string person) in new[] { ("/me", "沈知夏"), ("/counter", "窗口人员、复核人员"), ("/counter/seals", "用印人员、印章审批人员"), ("/operations", "系统管理员"), ("/security", "安全管理员"), ("/audit", "审计员") })
        {
            Assert.Contains(lines, line => line.Contains($"http://127.0.0.1:8080{path} ", StringComparison.Ordinal) && line.EndsWith(person, StringComparison.Ordinal));
        }

        Assert.Contains(lines, line => line.Contains("江苏省 http://127.0.0.1:8081", StringComparison.Ordinal));
        foreach (string file in new[] { "README.md", "README.zh-CN.md" })
        {
            string readme = File.ReadAllText(Path.Combine(Repository.Root, file));
            Assert.All(lines.Select(line => line.Trim().Split(' ')[0]).Where(address => address.StartsWith("http", StringComparison.Ordinal)), address => Assert.Contains(address, readme, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Five_stories_stand_there_each_with_who_begins_where_and_the_guide_goes_through_them()
    {
        string[] lines = Lines();
        (string Person, string Address)[] begins =
        [
            ("沈知夏 ", "http://127.0.0.1:8080/me/matters"), ("陆景明 ", "http://127.0.0.1:8080/me"), ("窗口人员 ", "http://127.0.0.1:8080/counter/licences"),
            ("", "http://127.0.0.1:8080/"), ("周慕白 ", "http://127.0.0.1:8081/me/uses"),
        ];
        string[] guides = [.. Guides.Select(name => File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", name)))];
        foreach ((int index, (string person, string address)) in begins.Index())
        {
            string line = Assert.Single(lines, one => one.StartsWith($"  {index + 1} ", StringComparison.Ordinal));
            Assert.Matches($"：{person}{System.Text.RegularExpressions.Regex.Escape(address)}( → |$)", line);
            Assert.All(guides, guide => Assert.Contains($"\n## {index + 1} ", guide, StringComparison.Ordinal));
            Assert.All(guides, guide => Assert.Contains($"<{address}>", guide, StringComparison.Ordinal));
        }

        Assert.Contains(lines, line => line.EndsWith("/data/forged.pdf", StringComparison.Ordinal));

        // The first goes on at the fund's own system.
        Assert.Contains(lines, line => line.StartsWith("    1: http://127.0.0.1:8092/ ", StringComparison.Ordinal));
        Assert.All(guides, guide => Assert.Contains("<http://127.0.0.1:8092/>", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void A_child_for_whom_a_sample_person_may_act_stands_there_and_in_the_guide()
    {
        DemoLicence birth = DemoSamples.Of("birth-certificate", new DateOnly(2026, 3, 1));
        DemoPerson mother = DemoPerson.All.Single(person => person.Subject == "citizen-1");
        Assert.Equal((string)mother.Claims[DemoPerson.CitizenClaim]!, birth.Fields["MQSFZJH"]);
        Assert.True(Ledger.Node.Parties.CitizenNumber.Parse(birth.Holder.Code).BirthDate.AddYears(Ledger.Node.Consents.Guardianship.AdultAge) > new DateOnly(2040, 1, 1));
        string line = Assert.Single(Lines(), one => one.Contains(birth.Holder.Name, StringComparison.Ordinal));
        Assert.Contains(mother.Name, line, StringComparison.Ordinal);
        Assert.EndsWith("http://127.0.0.1:8080/me/acting", line, StringComparison.Ordinal);
        foreach (string guide in new[] { "holder.md", "holder.zh-CN.md" })
        {
            Assert.Contains($"`{birth.Holder.Code}`", File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", guide)), StringComparison.Ordinal);
        }

        Assert.Contains(birth.Holder.Code, line, StringComparison.Ordinal);
    }

    private static string[] Lines() =>
    [
        .. DemoSigns.Lines(
            new Uri("http://127.0.0.1:8080"),
            new Uri("http://127.0.0.1:8092"),
            [("上海市", new Uri("http://127.0.0.1:8080")), ("江苏省", new Uri("http://127.0.0.1:8081")), ("浙江省", new Uri("http://127.0.0.1:8082"))],
            "/data"),
    ];
}
