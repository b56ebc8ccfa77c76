using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>Seals, keys and objections at the counter, in a real browser that runs no scripts: what takes two persons takes two.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterSealTests(PortalScene scene)
{
    private const string OtherEyes = "须由另一位经办人办理：您就是申请人。";
    private static readonly Visitor Officer = new(PortalScene.SealingOfficer, Scripts: false);
    private static readonly Visitor SecondOfficer = new(PortalScene.SecondSealingOfficer, Scripts: false);
    private static readonly Visitor Clerk = new(PortalScene.Clerk, Scripts: false);

    [Fact]
    public async Task A_seal_is_applied_for_approved_by_another_granted_frozen_and_ended()
    {
        await using BrowserPage page = await scene.OpenAsync(path: "/start", visitor: Officer);
        Assert.EndsWith("/counter/seals", page.Page.Url, StringComparison.Ordinal);
        await page.Page.ClickAsync("text=申请印章");
        await page.Page.FillAsync("#years", "11");
        await page.Page.FillAsync("#reason", "原印章将到期");
        await page.Page.ClickAsync("main button");
        Assert.Contains("1 至 10", await page.Page.InnerTextAsync("#years-fault"), StringComparison.Ordinal);
        Assert.Equal("原印章将到期", await page.Page.InputValueAsync("#reason"));
        await page.Page.FillAsync("#years", "3");
        await page.Page.ClickAsync("main button");
        Assert.Equal("申请已提交，等待他人审批。", await DoneAsync(page));
        string seal = new Uri(page.Page.Url).AbsolutePath;
        await page.Page.ClickAsync("main a:text-is('审批通过')");
        await page.Page.ClickAsync("main button");
        Assert.Equal(OtherEyes, await page.Page.InnerTextAsync(".faults li"));

        await using BrowserPage second = await scene.OpenAsync(path: seal, visitor: SecondOfficer);
        await second.Page.ClickAsync("main a:text-is('审批通过')");
        await second.Page.ClickAsync("main button");
        Assert.Equal("审批通过，已记入账本。", await DoneAsync(second));
        Assert.Equal("正常", await second.Page.InnerTextAsync("main .tag"));

        await GoAsync(page, seal, "授权用章");
        await page.Page.SelectOptionAsync("#grantedSystem", "counter");
        await page.Page.FillAsync("#grantedOperator", "clerk-1");
        await page.Page.FillAsync("#count", "5");
        await page.Page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#grantedOperator-fault"));
        await page.Page.FillAsync("#grantedOperator", "");
        await page.Page.ClickAsync("main button");
        Assert.Equal("已授权。", await DoneAsync(page));
        Assert.Contains("部门窗口 · 所有类型", await page.Page.InnerTextAsync("main .list h3"), StringComparison.Ordinal);
        await page.KeepPictureAsync("counter-seal-granted-zh");
        await page.TakeForGuideAsync("seal-zh");
        await using (BrowserPage inEnglish = await scene.OpenAsync(path: seal, visitor: Officer with { English = true }))
        {
            Assert.Contains("the counter · every type", await inEnglish.Page.InnerTextAsync("main .list h3"), StringComparison.Ordinal);
            await inEnglish.TakeForGuideAsync("seal-en");
        }

        await page.Page.ClickAsync("main .list a:text-is('收回')");
        await page.Page.FillAsync("#reason", "改由系统签发");
        await page.Page.ClickAsync("main button");
        Assert.Equal("授权已收回，即刻生效。", await DoneAsync(page));

        await GoAsync(page, seal, "冻结");
        await page.Page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#reason-fault"));
        await page.Page.FillAsync("#reason", "核查用印");
        await page.Page.ClickAsync("main button");
        Assert.Equal("冻结", await page.Page.InnerTextAsync("main .tag"));
        await GoAsync(page, seal, "解冻");
        await page.Page.FillAsync("#reason", "核查完毕");
        await page.Page.ClickAsync("main button");
        Assert.Equal("印章已解冻。", await DoneAsync(page));
        await GoAsync(page, seal, "注销");
        await page.Page.SelectOptionAsync("#reasonCode", "replaced");
        await page.Page.ClickAsync("main button");
        Assert.Equal("true", await page.Page.GetAttributeAsync("#confirm", "aria-invalid"));
        await page.Page.CheckAsync("#confirm");
        await page.Page.ClickAsync("main button");
        Assert.Equal("注销", await page.Page.InnerTextAsync("main .tag"));
        string history = await page.Page.InnerTextAsync("main ol.list");
        Assert.Contains("核查用印", history, StringComparison.Ordinal);
        Assert.Contains("clerk-", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_applied_for_approved_by_another_and_taken_back_by_one()
    {
        const string Name = "key-of-the-counter";
        using Crypto.Signing.Ed25519PrivateKey made = Crypto.Signing.Ed25519PrivateKey.Generate();
        string pem = $"-----BEGIN PUBLIC KEY-----\r\n{Convert.ToBase64String(new Crypto.Signing.VerifyingKey(made.Algorithm, made.PublicKey.Span).ToPublicKeyInfo())}\r\n-----END PUBLIC KEY-----\r\n";
        await using BrowserPage page = await scene.OpenAsync(path: "/counter/systems", visitor: Clerk);
        await page.Page.ClickAsync("main a:text-is('申请登记密钥')");
        await page.Page.SelectOptionAsync("#system", "test");
        await page.Page.FillAsync("#keyId", Name);
        await page.Page.FillAsync("#publicKey", "AAAA");
        await page.Page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#publicKey-fault"));
        await page.Page.FillAsync("#publicKey", pem);
        await page.Page.ClickAsync("main button");
        Assert.StartsWith("申请已提交。", await DoneAsync(page), StringComparison.Ordinal);
        await page.Page.ClickAsync("main a:text-is('审批通过')");
        await page.Page.ClickAsync("main button");
        Assert.Equal(OtherEyes, await page.Page.InnerTextAsync(".faults li"));

        await using BrowserPage second = await scene.OpenAsync(path: "/counter/systems", visitor: Clerk with { Person = PortalScene.SecondClerk });
        await second.Page.ClickAsync("main a:text-is('审批通过')");
        await second.Page.ClickAsync("main button");
        Assert.Equal("密钥已生效。", await DoneAsync(second));
        await second.KeepPictureAsync("counter-systems-key-zh");
        await second.Page.ClickAsync("main a:text-is('停用密钥')");
        await second.Page.SelectOptionAsync("#keyId", Name);
        await second.Page.CheckAsync("#confirm");
        await second.Page.ClickAsync("main button");
        Assert.StartsWith("密钥已停用", await DoneAsync(second), StringComparison.Ordinal);
        Assert.Contains($"{Name} 已停用", await second.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_holder_objects_to_is_read_and_answered_once()
    {
        await scene.InspectAsync();
        await using (BrowserPage holder = await scene.OpenAsync(path: "/me/uses", visitor: new Visitor(PortalScene.Holder, Scripts: false)))
        {
            await holder.Page.ClickAsync("main .list summary");
            await holder.Page.FillAsync("main .list textarea", "本店未接受过这次检查。");
            await holder.Page.ClickAsync("main .list details button");
        }

        await using BrowserPage page = await scene.OpenAsync(path: "/counter", visitor: Clerk);
        await page.Page.ClickAsync("nav >> text=异议");
        ILocator listed = page.Page.Locator("main .list > li").Filter(new() { HasText = "本店未接受过这次检查。" });
        Assert.Contains("待答复", await listed.InnerTextAsync(), StringComparison.Ordinal);
        await listed.Locator("a").ClickAsync();
        string address = page.Page.Url;
        await page.Page.SelectOptionAsync("#outcome", "upheld");
        await page.Page.FillAsync("#text", "经办人选错了企业。");
        await page.Page.ClickAsync("main button");
        Assert.Contains("改正措施", await page.Page.InnerTextAsync("#correction-fault"), StringComparison.Ordinal);
        await page.KeepPictureAsync("counter-objection-zh");
        await page.Page.FillAsync("#correction", "已更正检查记录，并核对了其余记录。");
        await page.Page.ClickAsync("main button");
        Assert.StartsWith("答复已记入账本", await DoneAsync(page), StringComparison.Ordinal);
        Assert.Contains("已答复，成立", await listed.InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.GotoAsync(address);
        Assert.Equal(0, await page.Page.Locator("main form").CountAsync());
    }

    private async Task GoAsync(BrowserPage page, string seal, string text)
    {
        await page.Page.GotoAsync(new Uri(scene.Node.Address, seal).ToString());
        await page.Page.ClickAsync($"main a:text-is('{text}')");
    }

    private static Task<string> DoneAsync(BrowserPage page) => page.Page.InnerTextAsync(".done");
}
