using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ledger.Api.Demo;
using Ledger.Api.Security;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>
/// One browser beside one node, which anchors on a chain, for all tests of the pages: Chromium, the demonstration's identity provider, a company that has a licence, the
/// code of the licence before the camera, and the licence's file, whole and changed.
/// </summary>
public sealed class PortalScene : IAsyncLifetime, IDisposable
{
    /// <summary>Name of the collection of tests that share it.</summary>
    public const string Collection = "portal";

    /// <summary>A person who acts for 上海澜川餐饮管理有限公司.</summary>
    public const string Holder = "沈知夏";

    /// <summary>A clerk of the authority that issues.</summary>
    public const string Clerk = "窗口人员";

    /// <summary>Another clerk of the same.</summary>
    public const string SecondClerk = "复核人员";

    /// <summary>用印人员 of the same.</summary>
    public const string SealingOfficer = "用印人员";

    /// <summary>Another sealing officer of the same.</summary>
    public const string SecondSealingOfficer = "印章审批人员";

    /// <summary>So many rows a clerk imports without the other.</summary>
    public const int RowsAlone = 3;

    private const string Secret = "secret-of-the-demonstration";

    private readonly string _issuer = $"http://127.0.0.1:{Ports.Find()}";
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _signedIn = [];
    private readonly TestNode _node;
    private TestChain? _chain;
    private DemoIdentityProvider? _provider;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public PortalScene() => _node = new TestNode
    {
        MakesSeals = true,

        // A person here does in a minute what takes people half an hour; what a person may ask a minute has tests of its own.
        AdjustHost = builder => builder.Services.AddSingleton(new RateTable(new HurriedClock(times: 30))),
        AdjustKeys = keys => AnchorKeyFile.Save(Path.Combine(keys, "anchor.key"), _chain!.Key, passphrase: null),
        Adjust = options =>
        {
            PrivateFile.Create(Path.Combine(options.Folder, DemoSignIn.SecretFile), Encoding.ASCII.GetBytes(Secret));
            return options with { Anchoring = _chain!.Options, SignIn = DemoSignIn.At(_issuer, "sh", DemoWorld.IssuingAuthority) with { StepUpMinutes = 60 }, ImportRowsAlone = RowsAlone };
        },
    };

    public string GoodFile => _folder["licence.pdf"];

    public string ChangedFile => _folder["changed.pdf"];

    public TestNode Node => _node;

    /// <summary>The chain on which the node anchors.</summary>
    internal TestChain Chain => _chain!;

    /// <summary>证照标识 of the company's business licence.</summary>
    public string Licence { get; private set; } = "";

    /// <summary>Path and query of the address in the printed QR code.</summary>
    public string QrPath { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _provider = await DemoIdentityProvider.StartAsync(new Uri(_issuer), [new DemoClient("sh", _node.Address, Secret)], TimeProvider.System, CancellationToken.None);
        _chain = await TestChain.StartAsync(DemoWorld.Provinces[0].Origin);
        await _node.InitializeAsync();
        Answer issued = await _node.Department.IssueAsync(CateringBodies.Business());
        Licence = issued["identifier"];
        QrPath = $"/?id={issued["identifier"]}&code={issued["checkCode"]}";
        await _node.Department.IssueAsync(CateringBodies.Food("2310105000777"));
        byte[] file = (await _node.Department.ReadAsync($"{Calls.Licences}/{Licence}/pdf")).Bytes;
        await File.WriteAllBytesAsync(GoodFile, file);
        file[file.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(ChangedFile, file);
        await File.WriteAllBytesAsync(_folder["camera.y4m"], CodePicture.Film(new Uri(_node.Address, QrPath).ToString(), 640, 480, pictures: 3));
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(
            _playwright, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={_folder["camera.y4m"]}");
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await _node.DisposeAsync();
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _playwright?.Dispose();
        _node.Dispose();
        _chain?.Dispose();
        _folder.Dispose();
    }

    /// <summary>Uses the company's licence as an inspection may.</summary>
    public async Task InspectAsync()
    {
        byte[] use = Encoding.UTF8.GetBytes((await ConsentBodies.InspectionAsync(_node.Department, Licence, CateringBodies.Business()["holder"]!, _node.Time.GetUtcNow())).ToJsonString());
        Answer made = await _node.Department.PostJsonAsync("/api/v1/uses", use, Calls.NewKey());
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
    }

    /// <summary>Opens a page in a window of its own.</summary>
    internal async Task<BrowserPage> OpenAsync(int width = 1_280, string path = "/", Visitor? visitor = null)
    {
        Visitor who = visitor ?? new Visitor();
        string? state = who.Person is null ? null : await StateOfAsync(who.Person);
        return await BrowserPage.OpenAsync(_browser!, new Uri(_node.Address, path), width, who, state);
    }

    /// <summary>The same, as a flow looks at it; no page but the one with the camera has a script, and none runs.</summary>
    internal Task<BrowserPage> OpenAsync(FlowView view, string path = "/", string? person = null, bool scripts = false) =>
        OpenAsync(view.Width, path, new Visitor(person, view.English, scripts));

    /// <summary>The answer's headline on the start page for a file.</summary>
    internal async Task<string> VerifyAsync(string file, FlowView view)
    {
        await using BrowserPage page = await OpenAsync(view);
        await page.Page.SetInputFilesAsync("#file", file);
        await page.ClickAsync("form[action='/'] button");
        string verdict = await page.VerdictAsync();
        await page.FitsAsync();
        return verdict;
    }

    /// <summary>The cookies of a person who signed in by the provider's own pages, once for all tests.</summary>
    private async Task<string> StateOfAsync(string person)
    {
        if (!_signedIn.TryGetValue(person, out string? state))
        {
            await using BrowserPage page = await BrowserPage.OpenAsync(_browser!, new Uri(_node.Address, "/start"), 1_280, new Visitor(), state: null);
            await page.Page.ClickAsync("main a.button");
            await page.Page.ClickAsync($"text={person}");
            await page.Page.ArrivesAtAsync(new Regex("/(me|counter|counter/seals|operations|audit)$"));
            state = await page.Page.Context.StorageStateAsync();
            _signedIn[person] = state;
        }

        return state;
    }
}
