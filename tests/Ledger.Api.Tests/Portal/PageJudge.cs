using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>What is asked of every page besides what axe-core asks.</summary>
internal static partial class PageJudge
{
    private const string Structure =
        """
        () => {
          const faults = [];
          const all = (selector) => [...document.querySelectorAll(selector)];
          const headings = all('h1');
          if (headings.length !== 1 || !headings[0].innerText.trim()) faults.push(`${headings.length} first headings`);
          if (!document.title.includes(' · ')) faults.push('a title that does not say what the page is about');
          for (const form of all('form:not([hidden])')) {
            const sends = form.querySelector('button:not([type=button]):not([type=reset]), input[type=submit]');
            if (!sends) faults.push(`a form that nothing sends: ${form.outerHTML.slice(0, 120)}`);
            if (!['get', 'post'].includes(form.method)) faults.push(`a form that needs a script: ${form.outerHTML.slice(0, 120)}`);
          }
          for (const link of all('a')) {
            if (!link.getAttribute('href') || link.getAttribute('href') === '#' || link.protocol === 'javascript:') faults.push(`a link that leads nowhere: ${link.outerHTML.slice(0, 120)}`);
          }
          for (const link of all('a[href^="#"]')) {
            if (!document.getElementById(link.getAttribute('href').slice(1))) faults.push(`a link to what is not on the page: ${link.outerHTML.slice(0, 120)}`);
          }
          for (const image of all('img')) {
            if (!image.complete || image.naturalWidth === 0) faults.push(`a picture that does not come: ${image.src.slice(0, 80)}`);
          }
          for (const element of all('main *')) {
            const size = parseFloat(getComputedStyle(element).fontSize);
            if (size < 14 && element.checkVisibility() && element.innerText?.trim()) faults.push(`letters of ${size} px: ${element.outerHTML.slice(0, 120)}`);
          }
          return faults;
        }
        """;

    // Texts of the page that a person reads in one piece, each once; what says that it is in the other language is left out.
    private const string Texts =
        """
        () => {
          const texts = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const marked = node.parentElement.closest('[lang]');
            if (marked === document.documentElement && node.data.trim()) texts.add(node.data.trim());
          }
          for (const element of document.querySelectorAll('[placeholder], [title], [alt], [aria-label]')) {
            for (const name of ['placeholder', 'title', 'alt', 'aria-label']) if (element.getAttribute(name)) texts.add(element.getAttribute(name));
          }
          return [...texts];
        }
        """;

    // What Tab should stop at, in the order of the document; of radio buttons of one name one.
    private const string Stops =
        """
        () => {
          const names = new Set();
          window.stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((element) => {
            if (element.disabled || element.type === 'hidden' || element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
            if (element.type !== 'radio') return true;
            const isFirst = !names.has(element.name);
            names.add(element.name);
            return isFirst;
          });
          window.walk = [];
          window.unseen = [];
          document.addEventListener('focusin', ({ target }) => {
            const place = window.stops.findIndex((stop) => stop === target || (stop.type === 'radio' && stop.name === target.name));
            if (place === window.walk.at(-1)) return;
            window.walk.push(place);
            const style = getComputedStyle(target);
            if ((style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) && style.boxShadow === 'none') window.unseen.push(target.outerHTML.slice(0, 120));
          });
          document.activeElement?.blur();
          window.scrollTo(0, 0);
          return [window.stops.length, window.stops.filter((stop) => stop.type === 'date').length];
        }
        """;

    private const string Walk =
        """
        () => {
          const faults = window.unseen.map((html) => `a focus that nobody sees: ${html}`);
          window.stops.forEach((stop, place) => {
            if (!window.walk.includes(place)) faults.push(`Tab never reaches ${stop.outerHTML.slice(0, 120)}`);
          });
          const walked = window.walk.filter((place) => place >= 0).slice(0, window.stops.length);
          if (walked.some((place, turn) => turn > 0 && place < walked[turn - 1])) faults.push(`Tab does not go in the order of the page: ${walked}`);
          return faults;
        }
        """;

    // What pages say of themselves stands in their sources in both languages, and so do names in the catalogue.
    private static readonly Lazy<HashSet<string>> Chinese = new(() => [.. TextsIn(Literal(), "Ledger.Api", "Portal"), .. TextsIn(CatalogueName(), "Ledger.Node", "Catalogue", "seed")]);

    /// <summary>What is wrong with a page's language, headings, forms, links, pictures and letters; needs no script of the page's own.</summary>
    public static async Task<IEnumerable<string>> FaultsAsync(IPage page, bool english)
    {
        List<string> faults = [.. await page.EvaluateAsync<string[]>(Structure)];
        string language = await page.EvaluateAsync<string>("() => document.documentElement.lang");
        if (language != (english ? "en" : "zh-CN"))
        {
            faults.Add($"is marked as {language}");
        }

        string[] texts = await page.EvaluateAsync<string[]>(Texts);
        faults.AddRange(texts.Where(text => english ? Chinese.Value.Contains(text) : EnglishWords().IsMatch(text)).Select(text => $"not translated: {text}"));
        return faults;
    }

    /// <summary>What is wrong with a page for who has a keyboard only: all is reached by Tab, once, in order, with a focus that is seen, and left again.</summary>
    public static async Task<IEnumerable<string>> FaultsOfKeyboardAsync(IPage page)
    {
        int[] stops = await page.EvaluateAsync<int[]>(Stops);
        for (int i = 0; i < stops[0] + (stops[1] * 3) + 1; i++) // year, month, day and the calendar of a date are one control
        {
            await page.Keyboard.PressAsync("Tab");
        }

        return await page.EvaluateAsync<string[]>(Walk);
    }

    private static IEnumerable<string> TextsIn(Regex text, params string[] folder) =>
        Directory.EnumerateFiles(Path.Combine([Repository.Root, .. folder]), "*", SearchOption.AllDirectories)
            .SelectMany(file => text.Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

    [GeneratedRegex("\"([^\"\\\\{}]*[\u4e00-\u9fff][^\"\\\\{}]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("\"([^\"]+)\",\\s*\"english\":")]
    private static partial Regex CatalogueName();

    [GeneratedRegex("(?:\\b[a-z]{2,}\\b[ ,]+){3}")]
    private static partial Regex EnglishWords();
}
