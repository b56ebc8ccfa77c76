using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Portal;

/// <summary>Whatever a name is made of, pages show it as text, and it turns nothing round beside it.</summary>
public sealed partial class NamesTests(SignInScene scene) : IClassFixture<SignInScene>
{
    private const string Name = "שלום <script>alert(1)</script>\" onfocus=\"alert(2)";

    [Fact]
    public async Task A_name_with_markup_and_letters_from_right_to_left_is_text_and_stands_alone()
    {
        JsonObject body = CateringBodies.Business();
        (body["holder"]!["name"], body["fields"]!["MC"]) = (Name, Name);
        Answer issued = await scene.Node.Department.IssueAsync(body);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        string own = $"/me/licences/{issued["identifier"]}";
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { ["code_001"] = (string)body["holder"]!["code"]!, ["sub"] = "names" });
        await holder.PostAsync("/api/v1/session/acting", new JsonObject { ["holder"] = new JsonObject { ["codeType"] = "001", ["code"] = (string)body["holder"]!["code"]! } });

        int shown = 0;
        foreach (string path in new[]
        {
            "/", "/me", "/me/acting", "/me/materials", "/me/consents", $"/me/consents/new?item={ConsentBodies.FoodItem}", "/me/matters", "/me/erasure", "/me/uses",
            own, $"{own}/show", $"{own}/copy", $"{own}/renewal",
        })
        {
            Answer page = await holder.GetAsync(path);
            Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Text}");
            Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("onfocus=\"", page.Text, StringComparison.Ordinal);
            foreach (Match found in Hebrew().Matches(page.Text))
            {
                string before = page.Text[..found.Index];
                Assert.True(before.EndsWith("<bdi>", StringComparison.Ordinal) || DirAuto().IsMatch(before), $"{path}: …{before[^Math.Min(80, before.Length)..]}{found.Value}");
                shown++;
            }
        }

        Assert.True(shown >= 16, $"The name is shown {shown} times only."); // the bar of whom one acts for on each page, and more
    }

    // A name with characters that turn text round, or show nothing, is never signed.
    [Theory]
    [InlineData("\u202e")]
    [InlineData("\u2066")]
    [InlineData("\u200f")]
    [InlineData("\u200b")]
    public async Task A_name_with_characters_that_nobody_sees_is_refused(string character)
    {
        JsonObject body = CateringBodies.Business();
        body["holder"]!["name"] = $"上海{character}澜川";
        Calls.AssertProblem(await scene.Node.Department.IssueAsync(body), HttpStatusCode.UnprocessableEntity, "invalid-field");
    }

    // As HTML writes it: letters that are not ASCII may stand as numbers.
    [GeneratedRegex("ש|&#x5E9;")]
    private static partial Regex Hebrew();

    [GeneratedRegex("""dir="auto"[^<>]*>$""")]
    private static partial Regex DirAuto();
}
