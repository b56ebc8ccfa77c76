using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>
/// A clerk sees here which systems call in the authority's name and how often they may, applies for keys of theirs, decides on what another applied for,
/// and takes keys back.
/// </summary>
internal static class CounterSystemPages
{
    private const string Keys = "/counter/systems/keys";
    private const int LongestKey = 1_000;

    private static readonly TextInBoth Systems = new("系统与密钥", "Systems and keys");

    private static readonly Dictionary<string, TextInBoth> DoneTexts = new()
    {
        ["proposed"] = new("申请已提交。须由另一人审批，密钥才会生效。", "The application is entered. The key counts once somebody else has approved it."),
        ["approval"] = new("密钥已生效。", "The key is in force."),
        ["rejection"] = new("申请未通过。", "The application is rejected."),
        ["withdrawn"] = new("密钥已停用，下一个请求起不再有效。", "The key is withdrawn: from the next request on it counts no more."),
    };

    public static void MapCounterSystems(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/systems", Show).ExcludeFromDescription();
        routes.MapForm($"{Keys}/new", New, ProposeAsync);
        MapDecision(routes, "approval", approves: true, new("审批通过", "Approve the key"), new("由申请人以外的人办理。通过后，凭此密钥签名的请求即以本机构名义办理。", "Somebody else than applied does this. Then who signs with the key acts in your authority's name."));
        MapDecision(routes, "rejection", approves: false, new("审批不通过", "Reject the key"), new("由申请人以外的人办理。申请就此终结。", "Somebody else than applied does this. The application is over."));
        routes.MapForm($"{Keys}/withdrawal", Withdrawal, WithdrawAsync);
    }

    private static RazorComponentResult<SystemsPage> Show(HttpContext context, ProvinceNode node, SystemQuotas quotas, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        DateTimeOffset now = time.GetUtcNow();
        bool english = PageView.Of(context).English;
        SystemKeyContract[] keys = [.. node.SystemKeys.Of(authority).Select(key => SystemKeyContract.Of(key, now))];
        return Pages.Show<SystemsPage>(context, new
        {
            Systems = SystemsOf(node, authority).Select(system => new ShownSystem(
                system.Name,
                system.IsInForce(now),
                [.. system.LicenceTypes.Select(code => node.Types.Find(code) is not LicenceType type ? code : english ? type.English : type.Name)],
                system.RequestsPerMinute,
                quotas.LeftOf(system),
                system.Networks,
                system.KeySha256 is not null,
                [.. system.Keys.Select(key => key.Id).Where(name => !keys.Any(key => key.Key == name))],
                [.. keys.Where(key => key.System == system.Name)])).ToArray(),
            Done = DoneTexts.GetValueOrDefault((string?)context.Request.Query["done"] ?? ""),
        });
    }

    private static IEnumerable<DepartmentSystem> SystemsOf(ProvinceNode node, string authority) =>
        node.Options.Systems.Where(system => system.Authority == authority && !system.Audits);

    private static FormSketch New(FormCall call) =>
        new(new("申请登记密钥", "Apply for a key"), new("提交后须由另一人审批，密钥才会生效。", "Somebody else has to approve it before the key counts."), "/counter/systems", Systems)
        {
            Fields =
            [
                new FormField("system", new("系统", "System"))
                {
                    Shape = FieldShape.Choice,
                    Choices = [.. SystemsOf(call.Node, call.Authority).Select(system => new Choice(system.Name, new(system.Name, system.Name)))],
                },
                new FormField("keyId", new("密钥名称", "Name of the key")) { Longest = SignedRequest.MaximumKeyIdLength, Hint = new("请求中的 keyid，如 sh-market-2026。", "The keyid of requests, such as sh-market-2026.") },
                new FormField("publicKey", new("公钥", "Public key"))
                {
                    Shape = FieldShape.Paragraph,
                    Longest = LongestKey,
                    Hint = new("PEM 或 Base64（SubjectPublicKeyInfo）：Ed25519、P-256 或 SM2。只粘贴公钥，切勿粘贴私钥。", "PEM or base64 (SubjectPublicKeyInfo): Ed25519, P-256 or SM2. The public key only, never the private one."),
                },
                new FormField("from", new("自", "From")) { Shape = FieldShape.Day, IsRequired = false, Hint = new("不填即审批后立即生效。", "At once where it is left out.") },
                new FormField("until", new("至", "To")) { Shape = FieldShape.Day, IsRequired = false, Hint = new("含当日；不填即无期限。", "That day included; no end where it is left out.") },
            ],
        };

    private static Task<string> ProposeAsync(FormCall call)
    {
        call.Node.Ledger.RequireWriting(); // else the audit log could not say so
        SystemKey key = new()
        {
            Id = call.Filled["keyId"],
            PublicKey = string.Concat(call.Filled["publicKey"].Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)).SelectMany(line => line.Where(character => !char.IsWhiteSpace(character)))),
            From = ClerkAct.DayOf(call, "from") is DateOnly from ? BeijingTime.StartOf(from) : null,
            Until = ClerkAct.DayOf(call, "until") is DateOnly until ? BeijingTime.StartOf(until.AddDays(1)) : null,
        };
        try
        {
            call.Node.SystemKeys.Propose(call.Acting, call.Filled["system"], key);
        }
        catch (LedgerException refusal) when (refusal is { Error: LedgerError.AlreadyExists, Field: "/key" })
        {
            throw new LedgerException(refusal.Error, refusal.Chinese, refusal.English, "/keyId");
        }

        return Task.FromResult("/counter/systems?done=proposed");
    }

    private static void MapDecision(IEndpointRouteBuilder routes, string path, bool approves, TextInBoth heading, TextInBoth says) => routes.MapForm(
        $"{Keys}/{{proposal}}/{path}",
        call =>
        {
            SystemKeyContract key = call.Node.SystemKeys.Of(call.Authority).Select(key => SystemKeyContract.Of(key, call.Time.GetUtcNow())).FirstOrDefault(key => key.Proposal == call.Named("proposal"))
                ?? throw new LedgerException(LedgerError.NotFound, "没有这项密钥申请。", "There is no such application for a key.");
            return new FormSketch(heading, says, "/counter/systems", Systems)
            {
                Facts =
                [
                    ShownFact.Of("系统", "System", key.System),
                    ShownFact.Of("密钥名称", "Name of the key", key.Key, isCode: true),
                    ShownFact.Of("公钥", "Public key", key.PublicKey, isCode: true),
                    ShownFact.Of("期间", "From and to", $"{TextOf(key.From)} – {TextOf(key.Until)}"),
                    ShownFact.Of("审批期限", "To be approved before", TextOf(key.ApprovableUntil)),
                ],
            };
        },
        call =>
        {
            call.Node.Ledger.RequireWriting();
            call.Node.SystemKeys.Decide(call.Acting, call.Named("proposal"), approves);
            return Task.FromResult($"/counter/systems?done={path}");
        });

    private static FormSketch Withdrawal(FormCall call)
    {
        DateTimeOffset now = call.Time.GetUtcNow();
        SystemKeyContract[] registered = [.. call.Node.SystemKeys.Of(call.Authority).Select(key => SystemKeyContract.Of(key, now))];
        IEnumerable<string> names = registered.Where(key => key.State is "proposed" or "in-force").Select(key => key.Key)
            .Concat(SystemsOf(call.Node, call.Authority).SelectMany(system => system.Keys).Select(key => key.Id).Where(name => !registered.Any(key => key.Key == name)));
        return new FormSketch(
            new("停用密钥", "Withdraw a key"), new("即刻生效，不须他人审批，不可撤回：下一个请求起，凭此密钥的签名一律无效。", "At once, by one person alone, and for good: from the next request on it verifies nothing."), "/counter/systems", Systems)
        {
            Fields = [new FormField("keyId", new("密钥名称", "Name of the key")) { Shape = FieldShape.Choice, Choices = [.. names.Select(name => new Choice(name, new(name, name)))] }],
            Tick = new("确认停用", "It is meant"),
        };
    }

    private static Task<string> WithdrawAsync(FormCall call)
    {
        // Taken back also where nothing can be written: a stolen key must not count for that.
        call.Node.SystemKeys.Withdraw(call.Acting, call.Filled["keyId"]);
        return Task.FromResult("/counter/systems?done=withdrawn");
    }

    private static string TextOf(DateTimeOffset? moment) => moment is DateTimeOffset known ? BeijingTime.TextOf(known) : "";
}
