using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Verification;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Api.Tests.Portal;

/// <summary>What a form of the counter fills in by itself, and what becomes of joint holders, photographs and changes.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterChangeTests(PortalScene scene)
{
    private const string PhotoType = "11310000MBDEM9052W821";

    [Theory]
    [FlowViews]
    public async Task A_licence_is_changed_and_what_was_taken_from_it_is_said(FlowView view)
    {
        JsonObject body = CateringBodies.Food($"231010500095{view.Number}");
        string licence = (await scene.Node.Department.IssueAsync(body))["identifier"];
        await using BrowserPage page = await scene.OpenAsync(view, $"/counter/licences/{licence}", PortalScene.Clerk);
        await page.ClickAsync($"text={view.In("变更、延续、换发、更正", "Change or renew")}");
        Assert.Equal((string)body["number"]!, await page.Page.InputValueAsync("#number"));
        await page.Page.FillAsync("#field-ZS", CateringBodies.New);
        await page.Page.FillAsync("#field-QFR", "");
        await page.Page.FillAsync("#legalBasis", "《食品经营许可和备案管理办法》第二十七条");
        await page.ClickAsync("main form.panel button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#field-QFR-fault"));
        Assert.Equal(CateringBodies.New, await page.Page.InputValueAsync("#field-ZS"));
        await page.KeepPictureAsync($"counter-change-faults-{view}");
        await page.Page.FillAsync("#field-QFR", "周慕白");
        await page.ClickAsync("main form.panel button");
        Assert.Equal(view.In("新版本已签发，原版本已失效。", "The new version is issued; the one before is ended."), await page.Page.InnerTextAsync(".done"));
        Assert.Contains(CateringBodies.New, await page.Page.InnerTextAsync("main dl"), StringComparison.Ordinal);
        string changed = new Uri(page.Page.Url).AbsolutePath.Split('/')[^1];
        Assert.Equal(LicenceIdentifier.Parse(licence).Version + 1, LicenceIdentifier.Parse(changed).Version);

        // The end among what happened is the former version's: that and its issue say so.
        Assert.Equal(
            [.. Enumerable.Repeat(licence, 2)],
            await page.Page.Locator("main .list a.code").AllInnerTextsAsync());

        // The next form for the same holder says from which licence it took what stands there already.
        await page.ClickAsync($"nav >> text={view.In("签发证照", "Issue")}");
        await page.Page.SelectOptionAsync("#type", "11100000MBDEM901XT002");
        await page.Page.FillAsync("#holderCode", (string)body["holder"]!["code"]!);
        await page.ClickAsync("main button");
        Assert.Equal(view.In("已带出，请核对。", "Filled in for you; check it."), await page.Page.InnerTextAsync("#holderName-hint"));
        string source = (await page.Page.GetAttributeAsync($"main p >> text={view.In("查看来源证照", "open that licence")}", "href"))!;
        Assert.Equal((string)body["holder"]!["name"]!, await page.Page.InputValueAsync("#holderName"));
        await page.FitsAsync();
        await page.Page.GotoAsync(new Uri(scene.Node.Address, source).ToString());
        Assert.Contains((string)body["holder"]!["name"]!, await page.Page.InnerTextAsync("main dl"), StringComparison.Ordinal);
    }

    [Theory]
    [FlowViews]
    public async Task A_licence_has_joint_holders_and_a_photograph_and_keeps_it_over_a_change(FlowView view)
    {
        await EnterPhotoTypeAsync();
        using TemporaryFolder folder = new();
        JpegPhoto photo = SamplePhoto.Make(folder);
        (string file, string broken) = (folder["holder.jpg"], folder["broken.jpg"]);
        await File.WriteAllBytesAsync(file, photo.File.ToArray());
        await File.WriteAllBytesAsync(broken, photo.File.ToArray()[..^2]);
        await using BrowserPage page = await scene.OpenAsync(view, "/counter/issue", PortalScene.Clerk);
        await page.Page.SelectOptionAsync("#type", PhotoType);
        await page.Page.FillAsync("#jointHolders", "2");
        await page.ClickAsync("main button");
        string today = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        DemoHolder[] people = [.. DemoWorld.Holders.Where(holder => holder.CodeType == "111").Take(2)];
        await FillAsync(page, ("number", $"PHOTO{view.Number}"), ("validFrom", today), ("field-GW", "焊工"));
        foreach ((int index, DemoHolder person) in people.Index())
        {
            string prefix = index == 0 ? "holder" : $"holder{index + 1}";
            await page.Page.SelectOptionAsync($"#{prefix}CodeType", "111");
            await FillAsync(page, (prefix + "Name", person.Name), (prefix + "Code", index == 0 ? person.Code : "310107"));
        }

        await page.Page.SetInputFilesAsync("#photo", broken);
        await page.ClickAsync("main form.panel button");
        Assert.Contains(view.In("照片不符合要求", "The photo cannot be used"), await page.Page.InnerTextAsync("#photo-fault"), StringComparison.Ordinal);
        Assert.NotEmpty(await page.Page.InnerTextAsync("#holder2Code-fault"));
        await page.KeepPictureAsync($"counter-issue-joint-{view}");
        await page.Page.FillAsync("#holder2Code", people[1].Code);
        await page.Page.SetInputFilesAsync("#photo", file);
        await page.ClickAsync("main form.panel button");
        Assert.Equal(view.In("证照已签发，已记入账本。", "The licence is issued and on the ledger."), await page.Page.InnerTextAsync(".done"));
        string licence = new Uri(page.Page.Url).AbsolutePath.Split('/')[^1];
        OpenedLicence opened = scene.Node.Node.Licences.Open(DemoWorld.IssuingAuthority, licence);
        Assert.Equal(photo.Digest, opened.Photo?.Digest);
        Assert.Equal(people.Select(person => person.Name), LicenceFace.HoldersOf(opened.Document).Select(holder => holder.Name));
        Assert.Equal($"{people[0].Name}、{people[1].Name}", opened.Document["KZ_CZR"]); // the one line that names who holds it names all

        // A change takes the second holder away, and leaves the photograph.
        await page.ClickAsync($"text={view.In("变更、延续、换发、更正", "Change or renew")}");
        await FillAsync(page, ("holder2Name", ""), ("holder2Code", ""), ("legalBasis", "《安全生产法》第三十条"));
        await page.ClickAsync("main form.panel button");
        Assert.Equal(view.In("新版本已签发，原版本已失效。", "The new version is issued; the one before is ended."), await page.Page.InnerTextAsync(".done"));
        opened = scene.Node.Node.Licences.Open(DemoWorld.IssuingAuthority, new Uri(page.Page.Url).AbsolutePath.Split('/')[^1]);
        Assert.Equal(photo.Digest, opened.Photo?.Digest);
        await page.KeepPictureAsync($"counter-joint-changed-{view}");
        Assert.Equal([people[0].Name], LicenceFace.HoldersOf(opened.Document).Select(holder => holder.Name));
        Assert.Equal(people[0].Name, opened.Document["KZ_CZR"]);
    }

    private static async Task FillAsync(BrowserPage page, params (string Name, string Text)[] fields)
    {
        foreach ((string name, string text) in fields)
        {
            await page.Page.FillAsync($"[name='{name}']", text);
        }
    }

    private async Task EnterPhotoTypeAsync()
    {
        byte[] definition = Encoding.UTF8.GetBytes($$"""
            {"code":"{{PhotoType}}","edition":1,"name":"岗位证","english":"Post certificate","legalBasis":"《安全生产法》第三十条",
             "definedBy":{"code":"11310000MBDEM9052W","name":"某局"},"issuers":["{{DemoWorld.IssuingAuthority}}"],
             "validity":{"longTermAllowed":true},
             "fields":[{"key":"GW","label":"岗位","english":"Post","kind":"text","required":true,"maximumLength":30,"sensitivity":"public"},
                       {"key":"CZR","label":"持证人","english":"Holders","kind":"text","required":true,"maximumLength":200,"sensitivity":"sensitive","meaning":"holder-name"},
                       {"key":"ZP","label":"照片","english":"Photo","kind":"photo","required":true,"maximumLength":64,"sensitivity":"sensitive"}]}
            """);
        await scene.Node.Node.Catalogue.EnterLicenceTypeAsync(
            DemoWorld.IssuingAuthority, definition, RequestKey.For("test", PhotoType, definition), CancellationToken.None);
    }
}
