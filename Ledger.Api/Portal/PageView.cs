using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.SignIn;

namespace Ledger.Api.Portal;

/// <summary>What every page knows of its request: language, size of letters, who has signed in.</summary>
internal sealed class PageView
{
    private readonly HttpContext _context;
    private readonly Lazy<ActedFor?> _acted;

    private PageView(HttpContext context)
    {
        _context = context;
        ProvinceNode node = context.RequestServices.GetRequiredService<ProvinceNode>();
        ViewChoice choice = ViewChoice.Of(context.Request);
        (Province, Providers) = (node.Options.Province, [.. node.Options.SignIn.Providers.Select(provider => provider.Name)]);
        (English, Large) = (ViewChoice.IsEnglish(context.Request), choice.Large);

        // Of a page for anybody the session opens nothing; it is asked so that the page can say that one is signed in.
        Session = Caller.Of(context).Session ?? SessionCookie.Read(context, node.Sessions);
        _acted = new Lazy<ActedFor?>(() => Session is null ? null : node.Acting.Find(Session.Who));
    }

    /// <summary>Whether to write English; Chinese otherwise.</summary>
    public bool English { get; }

    /// <summary>Whether to write large.</summary>
    public bool Large { get; }

    /// <summary>Name of the node's province.</summary>
    public string Province { get; }

    /// <summary>Names of the identity providers.</summary>
    public IReadOnlyList<string> Providers { get; }

    /// <summary>Who has signed in; null for nobody.</summary>
    public Session? Session { get; }

    /// <summary>Whether the visitor has licences to look at.</summary>
    public bool IsHolder => Session?.Who.Holders.Count > 0;

    /// <summary>Whether the visitor is a member of staff of a role.</summary>
    public bool Is(StaffRole role) => Session?.Who.Roles.Contains(role) == true;

    /// <summary>Whether the visitor asked that the page come anew by itself.</summary>
    public bool IsWatching => _context.Request.Query.ContainsKey("watch");

    /// <summary>What forms carry.</summary>
    public string Token => FormToken.Of(Cookie, Session?.Who.ActsFor);

    /// <summary>Whether the visitor chose one holder for whom they act.</summary>
    public bool Acts => Session?.Who.ActsFor is not null;

    /// <summary>Name of the holder for whom the visitor acts; null for nobody in particular, or where they may no longer.</summary>
    public string? ActsFor => _acted.Value?.Holder.Name;

    /// <summary>Whether the visitor acts for a minor.</summary>
    public bool IsGuardian => _acted.Value?.Who.IsGuardian == true;

    /// <summary>Path and query of this page; of an answer to a form, of the page that it stands on.</summary>
    public string Here => _context.Request.Path + _context.Request.QueryString.Value;

    /// <summary>Path of this page.</summary>
    public string Path => _context.Request.Path;

    /// <summary>The view of a request.</summary>
    public static PageView Of(HttpContext context)
    {
        PageView? view = context.Features.Get<PageView>();
        if (view is null)
        {
            view = new PageView(context);
            context.Features.Set(view);
        }

        return view;
    }

    /// <summary>Whether a form is of this session, and was opened for whom it acts now.</summary>
    public bool Admits(string? token) => FormToken.Fits(Cookie, Session?.Who.ActsFor, token);

    /// <summary>A text in the visitor's language.</summary>
    public string T(string chinese, string english) => English ? english : chinese;

    /// <summary>A text in the visitor's language.</summary>
    public string T(TextInBoth text) => English ? text.English : text.Chinese;

    /// <summary>Where one signs in, to come back here.</summary>
    public string SignInAt(string path) => Providers is [string only]
        ? $"/sign-in/{only}{QueryString.Create("return", path)}"
        : $"/sign-in{QueryString.Create("return", path)}";

    /// <summary>Where one shows one's means of authentication anew, to come back here.</summary>
    public string StepUpAt(string path) => $"/sign-in/{Session?.Who.Provider}{QueryString.Create("stepUp", "yes").Add("return", path)}";

    private string Cookie => SessionCookie.TextOf(_context) ?? "";
}
