using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Demo;

/// <summary>What a demonstration prints last.</summary>
public sealed class DemoSignsTests
{
    [Fact]
    public void Every_page_stands_there_with_somebody_to_sign_in_as()
    {
        string[] lines = [.. DemoSigns.Lines(new Uri("http://127.0.0.1:8080"), [("上海市", new Uri("http://127.0.0.1:8080")), ("江苏省", new Uri("http://127.0.0.1:8081"))])];
        foreach ((string path, string person) in new[] { ("/me", "沈知夏"), ("/counter", "窗口人员、复核人员"), ("/counter/seals", "用印人员、印章审批人员"), ("/operations", "系统管理员"), ("/audit", "审计员") })
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
}
