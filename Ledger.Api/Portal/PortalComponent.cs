using Microsoft.AspNetCore.Components;

namespace Ledger.Api.Portal;

/// <summary>A page, or a part of one.</summary>
public abstract class PortalComponent : ComponentBase
{
    /// <summary>The request that it answers.</summary>
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    /// <summary>What it knows of the request.</summary>
    private protected PageView View => PageView.Of(Context);

    /// <summary>A text in the visitor's language.</summary>
    /// <param name="chinese">Chinese.</param>
    /// <param name="english">The same in English.</param>
    protected string T(string chinese, string english) => View.T(chinese, english);
}
